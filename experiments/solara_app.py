"""A live page: a small community in the browser, week by week, with knobs to turn (Mesa's SolaraViz).

    pip install "gravity-well[viz]"
    SOLARA_TELEMETRY_MIXPANEL_ENABLE=False solara run experiments.solara_app --production

Everything that Mesa's users build on works on the model behind it, `agents.mesa_world.CommunityModel`, without Solara too.
"""

from importlib.util import find_spec

from agents.founding import Founders, Founding, StaffMember, Stock, steady
from agents.links import Links
from agents.mesa_world import CommunityModel

MARKET = 2_000  # people: a page stays quick up to a few thousand
WEEKS = 104
PLOTS = (("active", "lurking"), ("questions", "member_answers", "staff_answers"), ("reused", "tickets"), ("gravity",))
COLORS = ("#0072b2", "#e69f00", "#009e73")  # told apart by the color-blind (Okabe & Ito)


class LiveCommunity(CommunityModel):
    """A community made for looking at: plain numbers in, so that sliders can set them.

    Args:
        members: members at the start.
        staff_hours: hours a week that somebody is paid to answer.
        word_of_mouth, answer_reuse, helping_motive, bonds: gains of causal links, 1 = as it is, 0 = cut.
        seed: of the run.
    """

    def __init__(
        self,
        members: int = 200,
        staff_hours: float = 10.0,
        word_of_mouth: float = 1.0,
        answer_reuse: float = 1.0,
        helping_motive: float = 1.0,
        bonds: float = 1.0,
        seed: int = 1,
    ):
        core = max(1, members // 50)
        founding = Founding(
            market=MARKET,
            topics=20,
            questions_a_week=members / 20,
            staff=(StaffMember(hours=staff_hours),),
            founders=(
                Founders(core, silent=(0.0, 1.0), answers=100.0),
                Founders(members - core, silent=(0.0, 26.0), answers=1.0, questions=2.0),
            ),
            stock=(Stock((0.0, 2.0), solved=members, unsolved=members // 3),),
        )
        links = Links(word_of_mouth=word_of_mouth, answer_reuse=answer_reuse, helping_motive=helping_motive, bonds=bonds)
        super().__init__(founding, steady(WEEKS), links=links, seed=seed)

    def step(self) -> None:
        """One week; nothing after the last one, for the page steps on until it notices."""
        if self.running:
            super().step()


def live_page():
    """The page, for `solara run`.

    Raises:
        ImportError: the extra `viz` is not installed.
    """
    try:
        from mesa.visualization import Slider, SolaraViz, make_plot_component
    except ImportError as error:
        raise ImportError(
            f"the live page needs the extra 'viz' ({error}); install it with: pip install \"gravity-well[viz]\""
        ) from error
    knobs = {
        "members": Slider("Members at the start", 200, 20, 1_000, 20),
        "staff_hours": Slider("Staff hours a week", 10.0, 0.0, 40.0, 1.0),
        "word_of_mouth": Slider("Word of mouth", 1.0, 0.0, 1.0, 0.1),
        "answer_reuse": Slider("Answers found again", 1.0, 0.0, 1.0, 0.1),
        "helping_motive": Slider("Thanks feed the motive to help", 1.0, 0.0, 1.0, 0.1),
        "bonds": Slider("Ties keep people coming", 1.0, 0.0, 1.0, 0.1),
        "seed": Slider("Seed", 1, 1, 50, 1),
    }
    plots = [make_plot_component(dict(zip(names, COLORS, strict=False))) for names in PLOTS]
    return SolaraViz(LiveCommunity(), components=plots, model_params=knobs, name="Gravity Well")


if find_spec("solara"):
    page = live_page()
