"""Send is refused when the card changed since it was opened; the difference is shown and the draft stays."""
from case import WindowCase, main

QUESTION = "Does the 8:15 stop at Hartwick?"
DRAFT = "Yes, it stops at Hartwick on platform 2."


class Collision(WindowCase):
    def open_and_write(self):
        """The window with the question open and an answer typed, not sent. The question's id."""
        workspace = self.connected(hold=0)
        asked = self.sandbox.post(QUESTION)
        workspace.run("poll", "--once")
        # Polled only once: what changes from here on is found by the look before sending, or by the window's own polls.
        desk = self.desk.start()
        desk.focus_is("list", "Conversations")
        desk.until(lambda: desk.selected_card()[0] == 0, what="the card chosen")
        desk.find(role="label", holds="8:15")
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        desk.type(DRAFT)
        return asked

    def refused(self, *shown):
        """The dialog names what changed; Enter looks again; the draft is what it was."""
        desk = self.desk
        desk.keys("ctrl+Return")
        dialog = desk.find(role="dialog", name="Not sent: something changed")
        words = "\n".join(node.name for node in dialog.walk() if node.role == "label")
        for part in shown:
            self.assertIn(part, words)
        desk.focus_is("push button", "Look again")
        desk.keys("Return")
        desk.gone(role="dialog", name="Not sent: something changed")
        desk.focus_is("text", "Reply text")
        self.assertEqual(desk.find(role="text", name="Reply text").text, DRAFT)

    def test_an_answer_given_in_the_platforms_app_refuses_a_second(self):
        asked = self.open_and_write()
        self.sandbox.native_reply(asked, "Yes, platform 2!")
        self.desk.find(role="label", holds="Yes, platform 2!", seconds=30)
        self.refused("Yes, platform 2!")
        self.assertEqual(self.sandbox.answers_to(asked), 1, "only the answer from the app")

    def test_an_edit_by_the_author_refuses_and_shows_before_and_after(self):
        asked = self.open_and_write()
        self.sandbox.edit(asked, "@acmerail Does the 9:40 stop at Hartwick?")
        self.desk.find(role="label", holds="9:40", seconds=60)
        self.refused("Before:", "8:15", "Now:", "9:40")
        self.assertEqual(self.sandbox.answers_to(asked), 0)
        # Seen now: a second Send is a decision.
        self.desk.keys("ctrl+Return")
        self.desk.until(lambda: self.sandbox.answers_to(asked) == 1, 30, "the answer, sent knowingly")

    def test_a_stranger_in_the_thread_blocks_nothing(self):
        asked = self.open_and_write()
        self.sandbox.post("Same question here", handle="otto@town.example", name="Otto", in_reply_to=asked)
        self.workspace.run("poll", "--once")
        self.desk.keys("ctrl+Return")
        self.desk.until(lambda: self.sandbox.answers_to(asked) == 1, 30, "the answer")
        self.assertIsNone(self.desk.look(role="dialog"))


if __name__ == "__main__":
    main()
