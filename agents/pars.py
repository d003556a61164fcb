"""All parameters of the model, a group for each behaviour."""

from typing import NamedTuple

from agents.behaviours.ageing import AgeingPars
from agents.behaviours.answering import AnsweringPars
from agents.behaviours.asking import AskingPars
from agents.behaviours.bonding import BondingPars
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.helping import HelpingPars
from agents.behaviours.joining import JoiningPars
from agents.behaviours.leaving import LeavingPars
from agents.behaviours.needs import NeedsPars
from agents.behaviours.orbit_levels import OrbitPars
from agents.behaviours.posting import PostingPars
from agents.behaviours.recording import RecordingPars
from agents.behaviours.replying import ReplyingPars
from agents.behaviours.self_service import SelfServicePars
from agents.behaviours.staff_helping import StaffHelpingPars
from agents.behaviours.viewing import ViewingPars
from agents.behaviours.visiting import VisitingPars


class Pars(NamedTuple):
    """One group for each behaviour, named as its module."""

    needs: NeedsPars = NeedsPars()
    visiting: VisitingPars = VisitingPars()
    self_service: SelfServicePars = SelfServicePars()
    asking: AskingPars = AskingPars()
    posting: PostingPars = PostingPars()
    viewing: ViewingPars = ViewingPars()
    helping: HelpingPars = HelpingPars()
    staff_helping: StaffHelpingPars = StaffHelpingPars()
    answering: AnsweringPars = AnsweringPars()
    replying: ReplyingPars = ReplyingPars()
    bonding: BondingPars = BondingPars()
    feeling: FeelingPars = FeelingPars()
    orbit_levels: OrbitPars = OrbitPars()
    joining: JoiningPars = JoiningPars()
    leaving: LeavingPars = LeavingPars()
    ageing: AgeingPars = AgeingPars()
    recording: RecordingPars = RecordingPars()
