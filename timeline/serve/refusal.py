"""What waitress refuses before the application has seen it, answered like every other error.

A body that is too long is refused by the application, which knows a page from a feed and people from programs; of a
head that cannot be read nothing is known, so its sender gets a problem document.
"""

from __future__ import annotations

from typing import Any

from waitress.task import WSGITask

from timeline.serve import TOO_LONG, problem


class Refusal(WSGITask):  # type: ignore[misc]  # waitress has no types
    """Waitress's answer to a request that it will not read to its end."""

    def get_environment(self) -> dict[str, Any]:
        """The request without its body, marked as refused."""
        return {**super().get_environment(), TOO_LONG: True}

    def execute(self) -> None:
        """Write the answer and close the connection."""
        self.set_close_on_finish()
        error = self.request.error
        if error.code == 413:
            super().execute()
            return
        response = problem.document(error.code, f"{error.reason.lower()}: {error.body}")
        self.status, self.complete = response.status, True
        self.response_headers.extend(response.headers.items())
        self.write(response.get_data())
