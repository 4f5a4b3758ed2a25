"""What the server refuses before the application sees it, as a problem document like every other error."""

from __future__ import annotations

from waitress.task import ErrorTask

from timeline.serve import problem


class Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Waitress's answer to a body that is too long or a head that it cannot read."""

    def execute(self) -> None:
        """Write the answer and close the connection, as the original does with plain text."""
        error = self.request.error
        response = problem.document(error.code, f"{error.reason.lower()}: {error.body}")
        self.status = response.status
        self.response_headers.extend(response.headers.items())
        self.set_close_on_finish()
        self.write(response.get_data())
