"""What every test of the window shares: the stage, the sandbox, a HOME, and pictures of a failure."""
import os
import pathlib
import sys
import tempfile
import unittest

from stage import Stage

PROGRAMS = os.environ.get("QD_PROGRAMS", "")
PICTURES = pathlib.Path(os.environ.get("QD_PICTURES", tempfile.gettempdir()))


class WindowCase(unittest.TestCase):
    """A fresh world a test. `size` is the screen's, and the window fills it."""

    size = (1440, 900)
    haste = 20  # the poll's pace; 1 is the pace in earnest

    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(cls.size)
        # The Atspi library reads the bus of the stage when it is first imported.
        from desk import Desk
        from sandbox import Sandbox
        from workspace import Workspace
        cls.Desk, cls.Sandbox, cls.Workspace = Desk, Sandbox, Workspace

    @classmethod
    def tearDownClass(cls):
        cls.stage.close()

    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="home-", dir=self.stage.folder))
        self.desk = self.Desk(self.stage, PROGRAMS, self.home,
                              {"QUARTERDECK_WORKSPACE": str(self.home / "workspace"), "QUARTERDECK_POLL_HASTE": str(self.haste)})
        self.workspace = self.Workspace(PROGRAMS, self.home, self.desk.environment())
        self.sandbox = None

    def tearDown(self):
        if self._failed():
            self._keep_evidence()
        for child in (self.desk.child, self.sandbox.child if self.sandbox else None):
            if child:
                self.stage.end(child)

    def _failed(self):
        outcome = getattr(self._outcome, "result", None)
        bad = (outcome.errors + outcome.failures) if outcome else []
        return any(test is self for test, _ in bad) or any(e[1] for e in getattr(self._outcome, "errors", []) or [])

    def _keep_evidence(self):
        """What was on the screen goes to standard error and into a picture."""
        print(f"---- the tree at the failure of {self.id()}\n{self.desk.dump()}", file=sys.stderr)
        print(f"---- the program said\n{self.stage.log('quarterdeck')[-3000:]}", file=sys.stderr)
        PICTURES.mkdir(parents=True, exist_ok=True)
        picture = PICTURES / f"{self.id()}.png"
        if self.desk.picture(picture):
            print(f"---- a picture of it: {picture}", file=sys.stderr)

    def connected(self, *sandbox_words, hold=None):
        """A workspace on the sandbox's Mastodon, nothing said yet unless told."""
        self.sandbox = self.Sandbox(self.stage, PROGRAMS, self.home, *(sandbox_words or ("--empty",)))
        self.workspace.init()
        if hold is not None:
            self.workspace.run("workspace", "set", "undo-hold", str(hold))
        self.workspace.connect(self.sandbox)
        return self.workspace


def main():
    unittest.main(verbosity=2, failfast=False)
