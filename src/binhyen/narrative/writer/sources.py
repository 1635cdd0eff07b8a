"""Where a number comes from, in the words of a footnote."""

from binhyen.kernel.amounts import Origin
from binhyen.narrative.writer.pieces import Number, Says

_ORIGINS = {
    Origin.COUNTED.value: "đếm từ sổ theo dõi",
    Origin.TYPED.value: "báo cáo định kỳ",
    Origin.READ.value: "đọc từ văn bản, đã xác nhận",
    Origin.IMPORTED.value: "nhập từ tệp",
}
_WORKED_OUT = "tính từ số liệu cùng chỉ tiêu"


def source_words(number: Number) -> str:
    """Say where a number comes from."""
    if number.says is not Says.LEVEL:
        return _WORKED_OUT
    return _ORIGINS.get(number.source, "sổ theo dõi và báo cáo định kỳ")
