"""Texts that came in: read at a desk, confirmed into reports, forgotten."""

from django.urls import path

from binhyen.narrative.views import texts

urlpatterns = [
    path("", texts.incoming_texts, name="incoming_texts"),
    path("<int:text_id>/", texts.reading_desk, name="reading_desk"),
    path("<int:text_id>/quyet-dinh/", texts.decide_proposals, name="decide_proposals"),
    path("<int:text_id>/loi-ke/", texts.keep_words, name="keep_words"),
    path("<int:text_id>/xac-nhan/", texts.confirm_text, name="confirm_text"),
    path("<int:text_id>/bo/", texts.discard_text, name="discard_text"),
    path("cau-goc/", texts.kept_sentences, name="kept_sentences"),
    path("cau-goc/<int:kept_id>/", texts.kept_sentence, name="kept_sentence"),
]
