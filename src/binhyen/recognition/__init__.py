"""Registration, self-assessment, appraisal, vote, decision."""
