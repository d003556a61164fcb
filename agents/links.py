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
    recognition: par("gain", 0, 1, "awards and badges lift the will to contribute (M17)", "C", "by definition") = 1.0
    onboarding: par("gain", 0, 1, "a welcome draws newcomers in (M19)", "C", "by definition") = 1.0
    moderation: par("gain", 0, 1, "moderation removes, hides and shows rules (M18)", "C", "by definition") = 1.0
    trust: par("gain", 0, 1, "trust gained or lost in the community reaches the business (M23)", "C", "by definition") = 1.0
    insight: par("gain", 0, 1, "what members say reaches product and docs (M22)", "C", "by definition") = 1.0
    content: par("gain", 0, 1, "articles by members make the brand known (M21)", "C", "by definition") = 1.0
    proof: par("gain", 0, 1, "references and a living community convince buyers (M26)", "C", "by definition") = 1.0
    peer_support: par("gain", 0, 1, "a question solved in the community is no ticket (M11)", "C", "by definition") = 1.0
    support_to_attitude: par(
        "gain", 0, 1, "what one lives through in the community moves satisfaction and affinity (M24)", "C", "by definition"
    ) = 1.0
    switching_cost: par("gain", 0, 1, "ties that would be lost keep accounts from leaving (M25)", "C", "by definition") = 1.0


# The links by which the community reaches the business. With all of them cut, the business is what it would be without.
TO_BUSINESS = (
    "answer_reuse",
    "search_landing",
    "word_of_mouth",
    "trust",
    "insight",
    "content",
    "proof",
    "peer_support",
    "support_to_attitude",
    "switching_cost",
)
