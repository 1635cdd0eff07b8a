"""Which path opens which board."""

from django.urls import URLPattern, path

from binhyen.analytics.views import home, movement, others, pivots, saved, week

app_name = "boards"

urlpatterns: list[URLPattern] = [
    path("", home.board, name="board"),
    path("noi/", home.board_places, name="board_places"),
    path("noi/tep/", home.board_places_file, name="board_places_file"),
    path("xoay/", pivots.pivot, name="pivot"),
    path("xoay/tep/", pivots.pivot_file, name="pivot_file"),
    path("ban-do/", others.board_map, name="board_map"),
    path("so-sanh/", others.peers, name="peers"),
    path("nam/", movement.movement, name="movement"),
    path("nam/tep/", movement.movement_file, name="movement_file"),
    path("tuan/", week.week, name="week"),
    path("tuan/tra-lai/", week.returned, name="returned"),
    path("vong/", others.funnel, name="funnel"),
    path("vong/tep/", others.funnel_file, name="funnel_file"),
    path("da-luu/", saved.saved_boards, name="saved_boards"),
    path("da-luu/giu/", saved.save_board, name="save_board"),
    path("da-luu/<int:board_id>/", saved.open_board, name="open_board"),
    path("da-luu/<int:board_id>/chia-se/", saved.share_board, name="share_board"),
    path("da-luu/<int:board_id>/thoi-chia-se/", saved.unshare_board, name="unshare_board"),
    path("da-luu/<int:board_id>/bo/", saved.remove_board, name="remove_board"),
]
