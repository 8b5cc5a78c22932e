"""Every model is audited by database triggers, or says why not."""

from django.apps import apps

from tests.house.test_foreign_keys import models_of_the_house

NOT_AUDITED = {
    "core.FormReceipt": "a receipt lives thirty days and says nothing that the action's own history does not say",
    "core.JobProgress": "a counter for a progress bar",
    "core.KeptPost": "what was typed lives one hour, sealed",
    "core.ReadEntry": "is itself the log: written once, never changed",
    "documents.Counter": "only counts; each number stands in the history of its document",
    "documents.PaperOrder": "how a document came about; its result is audited on the document",
    "members.PublishedTable": "is written once and never changed: figures that have left the network",
    "members.PublishedVillageTable": "is written once and never changed: figures that have left their networks",
    "members.Region": "the national list; its history is Kemendagri's",
    "members.Tally": "is counted from rows that are audited, and can be counted again at any time",
    "members.TallyChange": "says that something is to be counted again; gone within the minute",
    "notifications.Delivery": "an outbox: its columns are its history, forgotten after ninety days",
    "notifications.Notification": "says only that somebody was told; forgotten after ninety days",
    "notifications.Preference": "the hour at which somebody reads mail",
    "pmks_cases.AttentionGroup": "the official list, the same for every network; its history is the file's",
    "pmks_cases.Category": "the official list, the same for every network; its history is the file's",
    "pmks_cases.Criterion": "the official list, the same for every network; its history is the file's",
    "pmks_cases.StagedRow": "a draft of a day; its result is audited on the resident",
}


def audited():
    return {model.pgh_tracked_model._meta.label for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}


def test_every_model_is_audited_or_says_why_not():
    own = {model._meta.label for model in models_of_the_house() if not hasattr(model, "pgh_tracked_model")}
    assert own - audited() == set(NOT_AUDITED)


def test_no_reason_is_kept_for_a_model_that_is_audited():
    assert not audited() & set(NOT_AUDITED)


def test_history_tables_can_be_overwritten_when_the_law_says_so():
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            names = [trigger.name for trigger in getattr(model._meta, "triggers", [])]
            assert not [name for name in names if "append_only" in name], model._meta.label
