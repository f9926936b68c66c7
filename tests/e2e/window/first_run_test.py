"""From nothing to the first real mention, by keyboard alone, at the pace in earnest."""
import time

from case import PROGRAMS, WindowCase, main


class FirstRun(WindowCase):
    haste = 1

    def start(self):
        self.sandbox = self.Sandbox(self.stage, PROGRAMS, self.home, "--empty")
        self.desk.start(size=(0, 0))
        self.desk.find(role="label", name="Welcome aboard")
        return self.desk

    def tab_to(self, role, name, most=12):
        """Tab until it has the keyboard."""
        for _ in range(most):
            node = self.desk.focused()
            if node is not None and node.role == role and (node.name.startswith(name) or node.label == name):
                return node
            self.desk.keys("Tab")
            before = node.accessible if node else None
            self.desk.until(lambda: (self.desk.focused() or node) is not None and
                            (self.desk.focused() is None or self.desk.focused().accessible != before), 3, f"Tab to leave {node.line() if node else None}")
        raise AssertionError(f"Tab never reaches {role} {name!r}")

    def to_connect(self):
        desk = self.desk
        desk.focus_is("text", "Name of your organisation")
        desk.type("Acme Rail")
        desk.keys("Return")
        desk.find(role="label", name="What matters first?")
        desk.find(role="text", name="Goal 1")
        goals = [desk.find(role="text", name=f"Goal {n}").text for n in (1, 2, 3)]
        self.assertEqual(goals, ["Customer service", "Reputation", "Marketing"])
        desk.keys("Return")
        desk.find(role="label", name="Where do people write to you?")
        desk.focus_is("text", "Server address")

    def test_the_first_mention_is_on_screen_within_a_minute_of_the_token(self):
        desk = self.start()
        self.sandbox.post("Hello @acmerail, is the 7:12 running today?")
        self.to_connect()
        desk.type(self.sandbox.info["mastodon"]["server"])
        self.tab_to("check box", "This server stands in our own network")
        desk.keys("space")
        self.tab_to("password text", "Access token or app password")
        desk.type(self.sandbox.info["mastodon"]["token"])
        given = time.monotonic()
        desk.keys("Return")
        desk.find(role="label", name="Who answers?")
        desk.focus_is("text", "Name of colleague 1")
        desk.keys("Return")
        desk.find(role="list item", starts="Maria K.", within=None, seconds=90)
        seconds = time.monotonic() - given
        print(f"first mention {seconds:.1f} s after the token's Enter")
        self.assertLess(seconds, 60)
        desk.focus_is("list", "Conversations")
        desk.until(lambda: desk.selected_card()[0] == 0, what="the card chosen")
        desk.find(role="label", holds="is the 7:12 running")

    def test_a_server_in_a_private_network_is_asked_about_and_what_was_typed_stays(self):
        desk = self.start()
        self.to_connect()
        desk.type(self.sandbox.info["mastodon"]["server"])
        self.tab_to("password text", "Access token or app password")
        desk.type("demo-mastodon-token")
        desk.keys("Return")
        desk.find(role="label", starts="That address is inside a private network.")
        desk.focus_is("check box", "This server stands in our own network")
        self.assertEqual(desk.find(role="text", name="Server address").text, self.sandbox.info["mastodon"]["server"])
        self.assertEqual(self.requests(), 0, "asked before it was allowed")
        desk.keys("space")
        self.tab_to("push button", "Connect")
        desk.keys("Return")
        desk.find(role="label", name="Who answers?", seconds=30)

    def test_a_refused_token_says_so_and_the_flow_goes_on_where_it_was_after_a_restart(self):
        desk = self.start()
        self.to_connect()
        desk.type(self.sandbox.info["mastodon"]["server"])
        self.tab_to("check box", "This server stands in our own network")
        desk.keys("space")
        self.tab_to("password text", "Access token or app password")
        desk.type("demo-mastodon-revoked")
        desk.keys("Return")
        desk.find(role="label", starts="The server refused this token", seconds=30)
        desk.kill()
        desk.start(size=(0, 0))
        desk.find(role="label", name="Where do people write to you?", seconds=30)
        self.tab_to("push button", "Skip this step", most=20)
        desk.keys("Return")
        desk.find(role="label", name="Who answers?")
        desk.keys("Return")
        desk.find(role="list", name="Lists and queues", seconds=30)

    def requests(self):
        journal = self.sandbox.journal_file
        return len(journal.read_text().splitlines()) if journal.exists() else 0


if __name__ == "__main__":
    main()
