"""What a screen reader meets: every control has a name of its own in every state, and the keyboard reaches all of it."""
from case import PROGRAMS, WindowCase, main


class Names(WindowCase):
    def a_day(self):
        """The window on the demo's story; the world stands still."""
        self.sandbox = self.Sandbox(self.stage, PROGRAMS, self.home)
        self.workspace.init()
        self.workspace.connect(self.sandbox)
        self.workspace.run("poll", "--once", seconds=120)
        desk = self.desk.start("--no-poll")
        desk.focus_is("list", "Conversations")
        desk.until(lambda: desk.selected_card()[0] == 0, what="the first card chosen")
        desk.find(role="filler", starts="Message of")
        return desk

    def audit(self, state):
        from tree import nameless
        self.assertEqual(nameless(self.desk.root), [], f"in the state: {state}")

    def test_every_control_has_a_name_of_its_own_in_every_state(self):
        desk = self.a_day()
        self.audit("the desk")
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        desk.type("Thank you")
        self.audit("a reply being written")
        desk.keys("Escape", "n")
        desk.focus_is("text", "Note text")
        self.audit("a note being written")
        desk.keys("Escape")
        for keys, role, name in (("a", "text", "Assign to…"), ("b", "text", "Snooze until…"), ("p", "text", "Priority…"), ("l", "text", "Add or remove a label…"),
                                 ("g", "text", "Go to…"), ("D", "text", "Dismiss because…"), ("ctrl+k", "text", "What do you want to do?")):
            self.on_desk()
            desk.keys(keys)
            desk.find(role=role, name=name)
            self.audit(name)
            desk.keys("Escape")
            desk.gone(role=role, name=name)
        for keys, name in (("question", "Keys"), ("ctrl+comma", "Settings")):
            self.on_desk()
            desk.keys(keys)
            desk.find(role="dialog", name=name)
            self.audit(name)
            desk.keys("Escape")
            desk.gone(role="dialog", name=name)
        self.on_desk()
        desk.keys("slash")
        desk.focus_is("text", "Search conversations")
        desk.type("train")
        desk.find(role="label", name="Search")
        desk.until(lambda: desk.cards() and desk.cards().count > 0, what="something found")
        self.audit("a search")
        desk.keys("Return")
        desk.keys("Escape")

    def on_desk(self):
        """Back where letters are commands."""
        focused = self.desk.focused()
        if focused is None or focused.role not in ("list",):
            self.desk.keys("Escape")
        self.desk.until(lambda: self.desk.focused() is not None and self.desk.focused().role in ("list", "filler"), what="the keyboard on the desk")

    def test_accounts_in_the_settings_have_names_of_their_own(self):
        desk = self.a_day()
        desk.keys("ctrl+comma")
        desk.find(role="dialog", name="Settings")
        for page in list(desk.matches(holds="Settings: ")):
            page.press()
            desk.keyboard.give_focus()
            self.audit(page.name)

    def test_letters_are_letters_in_the_composer(self):
        desk = self.a_day()
        chosen, cards = desk.selected_card(), desk.card_names()
        everything = "jkoueEsxbailpgrndvt!zm/?.D"
        for key, box in (("r", "Reply text"), ("n", "Note text")):
            desk.keys(key)
            desk.focus_is("text", box)
            desk.type(everything)
            self.assertEqual(desk.find(role="text", name=box).text, everything)
            self.assertEqual(desk.selected_card()[0], chosen[0])
            self.assertEqual(desk.selected_card()[1].split(",")[0], chosen[1].split(",")[0])
            self.assertIsNone(desk.look(role="dialog"))
            desk.keys("ctrl+a", "Delete", "Escape")
        self.assertEqual([name.split(",")[0] for name in desk.card_names()], [name.split(",")[0] for name in cards])
        self.assertEqual([c["id"] for c in self.workspace.conversations() if c["assignee"]], [])

    def test_tab_goes_round_through_every_part(self):
        desk = self.a_day()
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        wanted = {"list Lists and queues", "list Conversations", "filler Thread", "text Reply text", "text Search conversations"}
        met, order = set(), []
        for _ in range(60):
            desk.keys("Tab")
            node = desk.until(desk.focused, what="something with the keyboard")
            word = f"{node.role} {node.name}"
            order.append(word)
            met.add(word)
            if word == "text Reply text" and wanted <= met:
                break
        self.assertLessEqual(wanted, met, f"Tab went: {order}")
        self.assertTrue(any("section" in word for word in met), f"Tab never reaches the profile: {order}")
        desk.keys("shift+Tab")
        desk.until(lambda: desk.focused() is not None and desk.focused().name != "Reply text", what="Shift+Tab to go back")


if __name__ == "__main__":
    main()
