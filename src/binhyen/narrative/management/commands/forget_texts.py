"""`binhyen forget-texts`: deletes texts that came in and were not confirmed in 30 days. Run it every night."""

from binhyen.kernel.actors import SYSTEM
from binhyen.narrative.actions.ending import forget_texts
from binhyen.ui.http import clock
from binhyen.ui.management import SayingCommand


class Command(SayingCommand):
    """Asks the action and says what it did."""

    help = "Xóa văn bản gửi đến quá 30 ngày chưa xác nhận, cùng mọi số đã đọc từ đó."

    def handle(self, *_args: object, **_options: object) -> None:
        count = forget_texts(by=SYSTEM, at=clock())
        self.stdout.write(f"Đã xóa {count} văn bản quá 30 ngày.")
