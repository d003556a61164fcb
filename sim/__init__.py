"""The engine, free of domain words: draws, columns, phases, clock, recorder, runner, and the Mesa twin."""
