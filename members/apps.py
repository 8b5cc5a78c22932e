from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Lembaga dan orangnya"

    def ready(self):
        from members.forms import empty_fields  # noqa: F401, I001  before any form is made
        from members import books, calendar, due, menu, reminders, rules  # noqa: F401  each registers itself on import
        from members.actions import letterhead, promise_tallies  # noqa: F401  heads of letters; counts
