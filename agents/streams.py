"""Streams of draws, numbered once. Append only: a number that has been used is never given to anything else."""

KEEN = 1
TRAITS = 2
SKILLS = 3
FOUNDERS = 4
OLD_ANSWERS = 5
NEED = 10
VISIT = 11
SELF_SERVICE = 12
ASK = 13
TICKET = 14
POST = 15
LOOK = 16
WISH = 17
STAFF_WISH = 18
CROWD = 19
SOLVE = 20
TURNS = 21
THANKS = 22
READ = 23
JOIN = 24
LEAVE = 25
STALE = 26
REPAIR = 27
QUESTION_KEY = 30
WISH_KEY = 31
