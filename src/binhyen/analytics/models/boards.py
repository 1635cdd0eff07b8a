"""Boards that posts keep: a name and the address of a page, whose whole question stands in the address."""

from django.db import models
from django.db.models import Q

from binhyen.accounts.models import Post


class SavedBoard(models.Model):
    """A board kept by a post. It holds no number: whoever opens it sees what their own post may see, as it is now."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=1500)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_account = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["post", "-at"], name="board_of_post")]

    def __str__(self) -> str:
        return self.name


class BoardShare(models.Model):
    """A board that its post shares with another post, until it is taken back."""

    board = models.ForeignKey(SavedBoard, models.CASCADE, related_name="shares")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "post"], condition=Q(ended_at=None), name="one_open_share"),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} → {self.post_id}"
