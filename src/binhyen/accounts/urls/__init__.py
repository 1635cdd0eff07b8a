"""Paths of this storey."""

from django.urls import URLPattern, path

from binhyen.accounts.views import administration, importing, keys, own

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", administration.accounts, name="accounts"),
    path("<int:account_id>/", administration.account, name="account"),
    path("<int:account_id>/dat-lai-mat-khau/", administration.reset_password, name="reset_password"),
    path("<int:account_id>/khoa/", administration.disable_account, name="disable_account"),
    path("<int:account_id>/mo/", administration.enable_account, name="enable_account"),
    path("<int:account_id>/go-xac-thuc/", administration.remove_second_factor, name="remove_second_factor"),
    path("<int:account_id>/lien-ket/", administration.link_identity, name="link_identity"),
    path("noi/", administration.choose_place, name="choose_place"),
    path("noi/<int:place_id>/", administration.posts, name="posts"),
    path("noi/<int:place_id>/them/", administration.new_account, name="new_account"),
    path("vi-tri/<int:post_id>/", administration.post, name="post"),
    path("vi-tri/<int:post_id>/dong/", administration.end_post, name="end_post"),
    path("giu-vi-tri/<int:holding_id>/thoi/", administration.end_seat, name="end_seat"),
    path("tu-bang-tinh/", importing.import_accounts, name="import_accounts"),
    path("tu-bang-tinh/tao/", importing.make_accounts, name="make_accounts"),
    path("tu-bang-tinh/mau.xlsx", importing.workbook_template, name="workbook_template"),
    path("toi/", own.me, name="me"),
    path("doi-mat-khau/", own.change_password, name="change_password"),
    path("mo-khoa/", own.unlock, name="unlock"),
    path("chua-co-vi-tri/", own.no_post, name="no_post"),
    path("khoa-api/", keys.api_keys, name="api_keys"),
    path("khoa-api/tao/", keys.create_api_key, name="create_api_key"),
    path("khoa-api/<int:token_id>/thu-hoi/", keys.revoke_api_key, name="revoke_api_key"),
    path("chuyen-vi-tri/", own.switch_post, name="switch_post"),
]
