"""Every screen of the desk as a picture, from the demo, by keyboard alone. Called by scripts/screenshots.

usage: take_pictures.py OUTPUT_FOLDER PROGRAM_FOLDER [SCREEN...]
"""
import pathlib
import subprocess
import sys
import tempfile

from stage import Stage, wait_for

SCREENS = ["desk", "conversation", "note", "search", "keys", "outbox", "settings", "first-run"]
SIZES = [("", 1440, 900, 1), ("-small", 1024, 700, 1), ("-4k", 3840, 2160, 2)]
ANSWER = "Sorry, that was a long wait. The 7:50 is running again; your refund form is at acme.example/refund."


class Photographer:
    def __init__(self, stage, programs, out, theme, suffix, scale, wanted):
        from desk import Desk
        self.stage, self.programs, self.out, self.theme, self.suffix = stage, programs, out, theme, suffix
        self.wanted = wanted
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="home-", dir=stage.folder))
        self.desk = Desk(stage, programs, self.home, {"QT_SCALE_FACTOR": str(scale)})

    def take(self, screen):
        """A picture with as few colours as it needs: it is drawn with few."""
        if screen not in self.wanted:
            return
        self.settle()
        raw = self.stage.folder / "picture.png"
        file = self.out / f"{screen}-{self.theme}{self.suffix}.png"
        if not self.desk.picture(raw):
            raise SystemExit("ImageMagick's import is missing: apt-get install imagemagick")
        subprocess.run(["convert", str(raw), "-strip", "+dither", "-colors", "96", "-define", "png:compression-level=9",
                        f"PNG8:{file}"], check=True)
        print(file, file.stat().st_size // 1024, "KiB", flush=True)

    def settle(self):
        """Until two looks in a row show the same."""
        looks = [self.stage.folder / "look0.png", self.stage.folder / "look1.png"]

        def same():
            for look in looks:
                self.desk.picture(look)
            done = subprocess.run(["compare", "-metric", "AE", *map(str, looks), "null:"], capture_output=True, text=True, check=False)
            return done.returncode == 0
        try:
            wait_for(same, 8, "a quiet screen")
        except TimeoutError:
            pass  # a clock on it runs

    def demo(self):
        desk = self.desk
        desk.start("--demo", "--fresh", "--theme", self.theme)
        desk.focus_is("list", "Conversations")
        seen = [-1, 0]

        def quiet():  # the first reading of ten weeks is over when the numbers rest
            rail = [item.name for item in desk.rail().children()]
            seen[1] = seen[1] + 1 if rail == seen[0] else 0
            seen[0] = rail
            return seen[1] > 12 and desk.cards().count > 5
        desk.until(quiet, 120, "the demo to come in")

    def tour(self):
        desk = self.desk
        desk.go_to("1")
        desk.until(lambda: desk.selected_card()[0] == 0, what="the first card chosen")
        desk.keys("j", "j")
        desk.find(role="filler", starts="Message of")
        self.take("desk")
        desk.keys("r")
        desk.focus_is("text", "Reply text")
        desk.type(ANSWER)
        self.take("conversation")
        if "outbox" in self.wanted:
            desk.keys("ctrl+Return")
            desk.find(role="push button", name="Undo the last action")
            self.action("Outbox")
            desk.find(role="dialog", name="Outbox")
            self.take("outbox")
            desk.keys("Escape")
            desk.gone(role="dialog", name="Outbox")
        else:
            desk.keys("Escape")
        desk.keys("Escape", "n")
        desk.focus_is("text", "Note text")
        desk.type("Asked operations: the signal at Hartwick is fixed since 9:10.")
        self.take("note")
        desk.keys("Escape")
        desk.keys("slash")
        desk.focus_is("text", "Search conversations")
        desk.type("night train")
        desk.find(role="label", name="Search")
        desk.keys("Return")
        desk.until(lambda: desk.cards() and desk.cards().count > 2, what="something found")
        self.take("search")
        desk.keys("question")
        desk.find(role="dialog", name="Keys")
        self.take("keys")
        desk.keys("Escape")
        self.action("Accounts and sources")
        desk.find(role="dialog", name="Settings")
        self.take("settings")
        desk.keys("Escape")

    def action(self, name):
        self.desk.keys("ctrl+k")
        self.desk.find(role="text", name="What do you want to do?")
        self.desk.type(name)
        self.desk.keys("Return")

    def first_run(self):
        home = pathlib.Path(tempfile.mkdtemp(prefix="home-", dir=self.stage.folder))
        self.desk.home = home
        self.desk.start("--theme", self.theme, size=(0, 0))
        self.desk.find(role="label", name="Welcome aboard")
        self.desk.keys("Return")
        self.desk.find(role="text", name="Goal 3")
        for window, about in self.desk.keyboard.windows():  # in the middle, where a desktop would put it
            self.desk.keyboard.move(window, (self.stage.size[0] - about.width) // 2, (self.stage.size[1] - about.height) // 2)
        self.take("first-run")


def photograph(programs, out, wanted, suffix, width, height, scale):
    stage = Stage((width, height))
    try:
        for theme in ("light", "dark"):
            photographer = Photographer(stage, programs, out, theme, suffix, scale, wanted)
            if set(wanted) - {"first-run"}:
                photographer.demo()
                photographer.tour()
                stage.end(photographer.desk.child)
            if "first-run" in wanted:
                photographer.first_run()
                stage.end(photographer.desk.child)
    except BaseException:
        print(photographer.desk.dump(), file=sys.stderr)
        raise
    finally:
        stage.close()


def main():
    out, programs, wanted = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:] or SCREENS
    out.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 3 and sys.argv[3].startswith("size="):  # one size in a process of its own: Atspi has one bus a process
        width, height, scale, suffix = sys.argv[3].removeprefix("size=").split(",")
        photograph(programs, out, sys.argv[4:] or SCREENS, suffix, int(width), int(height), int(scale))
        return
    for suffix, width, height, scale in SIZES:
        subprocess.run([sys.executable, "-B", __file__, str(out), str(programs), f"size={width},{height},{scale},{suffix}", *wanted], check=True)


if __name__ == "__main__":
    main()
