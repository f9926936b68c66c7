"""What was typed survives kill -9, and so does what was sent."""
from case import WindowCase, main

TEXT = "Half an answer, and then the power went"


class Draft(WindowCase):
    def test_a_draft_and_a_note_are_there_again_after_kill_9(self):
        workspace = self.connected()
        self.sandbox.post("Is the bistro car open?")
        workspace.run("poll", "--once")
        desk = self.desk.start()
        desk.focus_is("list", "Conversations")
        desk.find(role="label", holds="bistro")
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        desk.type(TEXT)
        desk.keys("Escape", "n")
        desk.focus_is("text", "Note text")
        desk.type("Ask the crew first")
        # Drafts are written on their own: wait until the store has both, then pull the plug.
        desk.until(lambda: self.drafts() == {TEXT, "Ask the crew first"}, 15, "both drafts in the store")
        desk.kill()

        desk.start()
        desk.focus_is("list", "Conversations")
        desk.find(role="label", holds="bistro")
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        desk.until(lambda: desk.find(role="text", name="Reply text").text == TEXT, what="the draft")
        desk.keys("Escape", "n")
        desk.focus_is("text", "Note text")
        self.assertEqual(desk.find(role="text", name="Note text").text, "Ask the crew first")
        self.assertEqual(self.sandbox.said(), [])

    def drafts(self):
        import sqlite3
        with sqlite3.connect(f"file:{self.workspace.folder}/quarterdeck.db?mode=ro", uri=True) as store:
            return {row[0] for row in store.execute("SELECT text FROM draft")}


if __name__ == "__main__":
    main()
