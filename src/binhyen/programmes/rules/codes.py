"""Codes of this storey's registers."""

PROGRAMMES = "programmes.programmes"
COMMITMENTS = "programmes.commitments"
PLANS = "programmes.plans"
ACTIVITIES = "programmes.activities"
SUMMARIES = "programmes.summaries"
