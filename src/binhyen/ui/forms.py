"""Fields and widgets that every storey's forms share."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """The browser's own calendar: no script, and the phone's own picker."""

    input_type = "date"

    def __init__(self, **attrs: str) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, from the calendar or typed as dd/mm/yyyy."""

    widget = DayInput
    input_formats = ["%Y-%m-%d", "%d/%m/%Y"]


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = _Files

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401 - Django's signature
        """Return a list of files."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given]


class SampleForm(forms.Form):
    """Every kind of field, for the page of states."""

    name = forms.CharField(label="Tên khu dân cư", help_text="Như trong nghị quyết thành lập.")
    households = forms.IntegerField(label="Số hộ đang cư trú", min_value=1)
    kind = forms.ChoiceField(label="Loại", choices=[("thon", "Thôn"), ("tdp", "Tổ dân phố")])
    since = DayField(label="Từ ngày", required=False)
    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    ballot = forms.ChoiceField(
        label="Cách biểu quyết",
        choices=[("named", "Công khai"), ("secret", "Bỏ phiếu kín")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Đã đối chiếu với bản giấy đã ký")
