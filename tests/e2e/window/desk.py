"""The window under test: a program in a HOME of its own, read through the accessibility tree, worked by its keys."""
import os
import pathlib
import signal
import subprocess

import tree
from keyboard import Keyboard
from stage import wait_for

PROGRAM_NAME = "quarterdeck"  # as it announces itself on the accessibility bus


class Desk:
    """One run after another of `quarterdeck` in one HOME; the workspace, drafts and settings stay between them."""

    def __init__(self, stage, programs, home, settings=None):
        self.stage, self.programs, self.home = stage, pathlib.Path(programs), pathlib.Path(home)
        self.settings = dict(settings or {})
        self.keyboard = Keyboard()
        self.child = None
        self.root = None

    def environment(self):
        env = {name: value for name, value in os.environ.items() if name not in ("HOME", "http_proxy", "https_proxy")}
        env.update(HOME=str(self.home), QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", no_proxy="127.0.0.1", **self.settings)
        return env

    def start(self, *words, wait=True, size=None):
        """Runs the program; with `wait` until its first window stands in the tree, `size` as large as the screen."""
        self.child = self.stage.start([str(self.programs / "quarterdeck"), *words], "quarterdeck", self.environment())
        self.root = None
        if wait:
            self.wait_ready(size or self.stage.size)
        return self

    def wait_ready(self, size=None, seconds=40):
        wait_for(self._appear, seconds, "the window in the accessibility tree", self.must_live)
        wait_for(self.keyboard.windows, seconds, "the window on the screen", self.must_live)
        if size and size != (0, 0):
            self.resize(*size)
        self.keyboard.give_focus()

    def _appear(self):
        for pid, root in tree.applications(PROGRAM_NAME):
            if pid == self.child.pid and any(child.showing for child in root.children()):
                self.root = root
        return self.root

    def resize(self, width, height):
        """Of the main window; dialogs keep their size."""
        windows = self.keyboard.windows()
        if windows:
            self.keyboard.resize(windows[0][0], width, height)

    def must_live(self):
        if self.child.poll() is not None:
            raise AssertionError(f"the window ended with {self.child.returncode}:\n{self.stage.log('quarterdeck')[-2000:]}")

    @property
    def running(self):
        return self.child is not None and self.child.poll() is None

    def kill(self):
        """kill -9, as a power cut would."""
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait(10)

    def quit(self):
        """Ctrl+Q. The exit code."""
        self.keys("ctrl+q")
        try:
            return self.child.wait(20)
        except subprocess.TimeoutExpired:
            raise AssertionError("the window does not end") from None

    # ---- reading

    def matches(self, role=None, name=None, starts=None, holds=None, within=None, items=60):
        for node in (within or self.root).walk(items):
            if role and node.role != role:
                continue
            said = node.name if name is not None or starts is not None or holds is not None else ""
            if (name is not None and said != name) or (starts is not None and not said.startswith(starts)) \
                    or (holds is not None and holds not in said):
                continue
            if node.showing:
                yield node

    def look(self, **what):
        """The first that shows, or None."""
        return next(self.matches(**what), None)

    def find(self, seconds=20, **what):
        described = " ".join(f"{key}={value!r}" for key, value in what.items())
        return wait_for(lambda: self.look(**what), seconds, described, self.must_live)

    def gone(self, seconds=20, **what):
        wait_for(lambda: not self.look(**what), seconds, f"the end of {what}", self.must_live)

    def until(self, holds, seconds=20, what="it"):
        return wait_for(holds, seconds, what, self.must_live)

    def focused(self):
        """What has the keyboard; a view rather than its item."""
        item = None
        for node in self.root.walk(80):
            if node.has("focused") and node.role not in ("frame", "dialog", "page tab"):
                if node.role != "list item":
                    return node
                item = node
        return item

    def focus_is(self, role, name, seconds=10):
        def there():
            self.keyboard.give_focus()
            node = self.focused()
            return node is not None and node.role == role and node.name.startswith(name)
        try:
            wait_for(there, seconds, f"the keyboard in {name!r}", self.must_live)
        except TimeoutError:
            node = self.focused()
            raise AssertionError(f"the keyboard should be in {role} {name!r}, it is in {node.line() if node else 'nothing'}") from None

    # ---- the desk's own parts, by their accessible names

    def cards(self):
        return self.look(role="list", name="Conversations", items=0)

    def rail(self):
        return self.look(role="list", name="Lists and queues", items=0)

    def card_names(self, most=100):
        cards = self.cards()
        return [card.name for card in cards.children(most)] if cards else []

    def selected_card(self):
        """(row, spoken name) of the chosen card; (-1, "") where none is."""
        cards = self.cards()
        at, card = cards.selected_item() if cards else (-1, None)
        return at, card.name if card else ""

    def go_to(self, letter):
        """`g` and the letter of a list or the number of a queue."""
        self.keys("g")
        self.find(role="text", name="Go to…")
        self.keys(letter)
        self.gone(role="text", name="Go to…")
        self.focus_is("list", "Conversations")

    # ---- working

    def keys(self, *chords):
        for chord in chords:
            self.keyboard.press(chord)

    def type(self, text):
        self.keyboard.type(text)

    def dump(self):
        return "\n".join(tree.dump(self.root)) if self.root else "(no window)"

    def picture(self, file):
        """The whole screen as a PNG; False where ImageMagick is not there."""
        done = subprocess.run(["import", "-silent", "-window", "root", str(file)], capture_output=True, check=False)
        return done.returncode == 0
