"""Awards: proposal, appraisal, vote, decision, certificate, roll of honour."""
