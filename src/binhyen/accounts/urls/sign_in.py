"""Paths of signing in, under the names that allauth looks for. What is not here can't be reached."""

from django.urls import URLPattern, path

from binhyen.accounts.views import sign_in as views

urlpatterns: list[URLPattern] = [
    path("dang-nhap/", views.account_login, name="account_login"),
    path("dang-xuat/", views.account_logout, name="account_logout"),
    path("da-khoa/", views.account_inactive, name="account_inactive"),
    path("xac-nhan-mat-khau/", views.account_reauthenticate, name="account_reauthenticate"),
    path("xac-thuc/", views.mfa_authenticate, name="mfa_authenticate"),
    path("xac-thuc-lai/", views.mfa_reauthenticate, name="mfa_reauthenticate"),
    path("xac-thuc-hai-lop/", views.mfa_activate_totp, name="mfa_activate_totp"),
    path("ma-du-phong/", views.mfa_view_recovery_codes, name="mfa_view_recovery_codes"),
    path("ma-du-phong/tao-lai/", views.mfa_generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("lien-ket/<slug:provider_id>/", views.openid_connect_login, name="openid_connect_login"),
    path("lien-ket/<slug:provider_id>/tro-ve/", views.openid_connect_callback, name="openid_connect_callback"),
]
