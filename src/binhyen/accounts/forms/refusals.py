"""Puts the findings of a refused action at the fields that they are about."""

from django import forms

from binhyen.kernel.findings import Refusal
from binhyen.ui.components.sentences import sentence


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Show each finding at its field, and at the head of the form where it names none."""
    for finding in refusal.findings:
        field = finding.where if finding.where in form.fields else None
        form.add_error(field, sentence(finding.message, finding.params))
