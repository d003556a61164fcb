"""Named links: every causal path has a gain, 1 = as it is, 0 = cut. Cutting one with the same draws shows its worth."""

from typing import NamedTuple

from sim.pars import par


class Links(NamedTuple):
    """Gains of the causal links (model.md, "Named links")."""

    first_reply: par("gain", 0, 1, "a reply to the first post lets the newcomer settle (M2)", "C", "by definition") = 1.0
    attention: par("gain", 0, 1, "replies received raise next week's visits (M3)", "C", "by definition") = 1.0
    bonds: par("gain", 0, 1, "ties to people who came keep one coming (M5, M14)", "C", "by definition") = 1.0
    answer_reuse: par("gain", 0, 1, "a solved question serves the next who searches (M9)", "C", "by definition") = 1.0
    search_landing: par("gain", 0, 1, "a search engine leads outsiders to answers (M12)", "C", "by definition") = 1.0
    word_of_mouth: par("gain", 0, 1, "members bring people (M1)", "C", "by definition") = 1.0
    helping_motive: par("gain", 0, 1, "thanks and use feed the motive to help (M4, M29)", "C", "by definition") = 1.0
