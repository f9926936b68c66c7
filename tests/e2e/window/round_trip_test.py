"""A mention arrives while the window is open, is answered by keyboard alone, and its answer stands in the thread once."""
import unittest

from case import WindowCase, main

SENTRY = "The timetable on platform two is wrong again"
ARRIVING = "Train 417 is 40 minutes late again, where is my refund?"
ANSWER = "Sorry about the wait. Your refund form is on our site, and we look into train 417 now."


class RoundTrip(WindowCase):
    def test_a_mention_that_arrives_is_answered_once_and_moves_on(self):
        workspace = self.connected(hold=3)
        for n in range(12):
            self.sandbox.post(f"{SENTRY} ({n})", handle=f"rider{n}@town.example", name=f"Rider {n}")
        workspace.run("poll", "--once")
        desk = self.desk.start()
        desk.focus_is("list", "Conversations")
        desk.until(lambda: desk.cards().count == 12, what="twelve cards")
        desk.keys("j", "j", "j", "j", "j", "j")
        desk.until(lambda: desk.selected_card()[0] == 6, what="the seventh card chosen")
        before, places = desk.selected_card(), self.places()

        arrived = self.sandbox.post(ARRIVING)
        desk.find(role="push button", starts="Show 1 new conversation")
        self.assertEqual(desk.selected_card(), before, "a poll moved the selection")
        self.assertEqual(self.places(), places, "a poll moved the list")
        item = workspace.conversation_of("Train 417")
        queues = {queue["id"]: queue["name"] for queue in workspace.run("queue", "list")["items"]}
        self.assertEqual(queues[item["queue"]], "Customer service")

        desk.keys("Home")  # the list is in due order: the newest comes last
        desk.until(lambda: desk.cards().count == 13 and desk.selected_card()[0] == 0, what="the new card among the others")
        desk.keys(*"j" * 12)
        desk.until(lambda: "Maria K." in desk.selected_card()[1], what="the new card chosen")
        desk.keys("o")
        desk.focus_is("filler", "Thread")
        desk.find(role="label", holds="Train 417 is 40 minutes late")
        desk.keys("i")
        desk.find(role="label", holds="assigned to")
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        desk.type(ANSWER)
        self.assertEqual(desk.find(role="text", name="Reply text").text, ANSWER)
        desk.keys("ctrl+Return")
        desk.find(role="push button", name="Undo the last action")
        self.assertEqual(self.sandbox.answers_to(arrived), 0, "sent before the undo hold was over")
        desk.until(lambda: self.sandbox.answers_to(arrived) == 1, 30, "the answer in the thread")
        said = [post for post in self.sandbox.said() if ANSWER in str(post)]
        self.assertEqual(len(said), 1)

        desk.until(lambda: workspace.conversation_of("417")["status"] == "pending", what="the conversation to wait for the customer")
        desk.until(lambda: desk.look(role="list item", starts="Waiting, 1"), what="one more in Waiting")
        desk.keys("k")  # what is answered leaves once another card is open
        desk.until(lambda: desk.cards().count == 12 and desk.selected_card()[0] == 11, what="the answered card to leave")
        name = desk.selected_card()[1]

        desk.keys("e")
        desk.until(lambda: desk.cards().count == 11 and name not in desk.card_names(), what="the resolved card to leave")
        desk.until(lambda: len(workspace.conversations("--status", "resolved")) == 1, what="it to be resolved in the store")
        desk.keys("z")
        desk.until(lambda: desk.cards().count == 12 and name in desk.card_names(), what="undo to bring it back")
        desk.until(lambda: not workspace.conversations("--status", "resolved"), what="undo in the store")

        self.assertEqual(self.sandbox.answers_to(arrived), 1)
        self.assertEqual(desk.quit(), 0)
        self.assertEqual(workspace.check(), [])

    def places(self):
        """Which card stands where on the screen."""
        return [(card.name, card.place) for card in self.desk.cards().children() if card.showing]


if __name__ == "__main__":
    main()
