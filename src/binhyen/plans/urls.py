"""Addresses of plans."""

from django.urls import path

from binhyen.plans.views import boards, committees, reporting, showing

app_name = "plans"
urlpatterns = [
    path("", boards.board, name="board"),
    path("duoc-giao/", boards.asked, name="asked"),
    path("noi-dung-thi-dua/", committees.emulation_contents, name="emulation_contents"),
    path("ban-chi-dao/<int:committee_id>/", committees.committee, name="committee"),
    path("ban-chi-dao/<int:committee_id>/kien-toan/", committees.renew_committee, name="renew_committee"),
    path("ban-chi-dao/<int:committee_id>/giai-the/", committees.dissolve_committee, name="dissolve_committee"),
    path("nhiem-vu/<int:task_id>/", showing.task, name="task"),
    path("kiem-tra/<int:inspection_id>/", showing.inspection, name="inspection"),
    path("<int:plan_id>/", showing.plan, name="plan"),
    path("<int:plan_id>/dong-thoi-gian/", showing.timeline, name="timeline"),
    path("<int:plan_id>/chi-tieu/", showing.targets, name="targets"),
    path("<int:plan_id>/bao-cao/", reporting.progress_report, name="progress_report"),
    path("<int:plan_id>/tra-loi/<int:task_id>/", showing.answer_task, name="answer_task"),
]
