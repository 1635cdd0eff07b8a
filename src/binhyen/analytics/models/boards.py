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
    """A board that its post shares until it is taken back: with a post, with all below, with those of an association.

    `reach` is one of `rules.keeping.Reach`; `agency` names the association or department of the own place.
    """

    board = models.ForeignKey(SavedBoard, models.CASCADE, related_name="shares")
    reach = models.CharField(max_length=8, default="post")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    agency = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "post"], condition=Q(ended_at=None), name="one_open_share"),
            models.UniqueConstraint(
                fields=["board", "reach", "agency"],
                condition=Q(ended_at=None, post=None),
                name="one_open_wide_share",
            ),
            models.CheckConstraint(
                condition=Q(reach="post", post__isnull=False, agency="")
                | Q(reach="below", post__isnull=True, agency="")
                | (Q(reach="agency", post__isnull=True) & ~Q(agency="")),
                name="share_reaches_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board_id} → {self.reach}"
