"""Why a confidence is what it is: how often such answers were right, what spoke for this one."""

from qa.why.explain import explain as explain
from qa.why.records import Reason as Reason
from qa.why.records import Why as Why
