"""Addresses of campaigns: the calendar, an event, what is inside it, ready texts."""

from django.urls import path

from binhyen.campaigns.views import calendar, conferences, delegates, event_letters, events, materials

app_name = "campaigns"
urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("trong-thang/", calendar.this_month, name="this_month"),
    path("theo-doi/", calendar.subscribe, name="subscribe"),
    path("theo-doi/mo/", calendar.open_feed, name="open_feed"),
    path("theo-doi/dong/", calendar.close_feed, name="close_feed"),
    path("lich/<str:token>.ics", calendar.feed, name="feed"),
    path("bai-san/", materials.materials, name="materials"),
    path("<int:record_id>/", events.event, name="event"),
    path("<int:record_id>/ket-qua/", events.campaign, name="campaign"),
    # Inside an event: conferences and festivals.
    path("<int:record_id>/ben-trong/", conferences.conference, name="conference"),
    path("<int:record_id>/ben-trong/them/<slug:kind>/", conferences.add_part, name="add_part"),
    path("<int:record_id>/ben-trong/xep-san/", conferences.lay_out_programme, name="lay_out_programme"),
    path("<int:record_id>/ben-trong/chuyen/<int:part_id>/", conferences.move_part, name="move_part"),
    path("<int:record_id>/ben-trong/ket-luan/", conferences.conclude, name="conclude"),
    path("<int:record_id>/dang-trinh-bay/", conferences.stage, name="stage"),
    path("muc/<int:part_id>/", conferences.part, name="part"),
    path("<int:record_id>/moi-du/", delegates.invite, name="invite"),
    path("<int:record_id>/the-dai-bieu/", delegates.badges, name="badges"),
    path("<int:record_id>/diem-danh/", delegates.door, name="door"),
    path("<int:record_id>/diem-danh/<int:seat_id>/", delegates.mark_present, name="mark_present"),
    path("diem-danh/<str:word>/ma.svg", delegates.badge_code, name="badge_code"),
    path("diem-danh/<str:word>/", delegates.check_in, name="check_in"),
    path("<int:record_id>/van-ban/<str:letter>/", event_letters.write_letter, name="write_letter"),
    path("<int:record_id>/phat-hanh/<int:letter_id>/", event_letters.issue_letter, name="issue_letter"),
]
