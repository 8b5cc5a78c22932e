"""A mail server that can refuse, break off or be away."""

from wksbm.portal.bench.postbox import Postbox


class MoodyPostbox(Postbox):
    """`refusing` answers every recipient with "later"; `breaks` lets so many messages be taken without a receipt."""

    refusing = False
    refused = 0
    breaks = 0

    def refuses(self) -> bool:
        self.refused += self.refusing
        return self.refusing

    def breaks_off(self) -> bool:
        if not self.breaks:
            return False
        self.breaks -= 1
        return True

    def calm_down(self) -> None:
        """As on the first day."""
        self.forget()
        self.refusing, self.refused, self.breaks = False, 0, 0
