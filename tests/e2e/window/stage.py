"""A private screen, session bus and accessibility bus for one run, and the ending of all that was started on it.

One Stage a process: the Atspi library reads its bus from the environment when it is first imported.
"""
import ctypes
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""
PR_SET_PDEATHSIG = 1
# What of the caller's desktop must not reach the programs on the stage.
FOREIGN = re.compile(r"^(QT_|XDG_|DBUS_|AT_SPI|GTK_|WAYLAND_|QUARTERDECK_|LANG$|LC_|TZ$|DISPLAY$|XAUTHORITY$|SESSION_MANAGER$)")


def dies_with_parent():
    """Runs in the child: should this process be killed, the programs on the stage end too."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_for(holds, seconds=20.0, what="it", alive=None):
    """The first true value of holds(); TimeoutError names what was waited for. `alive` may raise to give up early."""
    end = time.monotonic() + seconds
    while True:
        value = holds()
        if value:
            return value
        if alive:
            alive()
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds:g} s for {what}")
        time.sleep(0.05)


class Stage:
    """Xvfb on a free display, dbus-daemon, at-spi-bus-launcher. The environment of this process points there."""

    def __init__(self, size=(1440, 900)):
        self.size = size
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="qd-window-"))
        self.children = []
        try:
            self._raise_screen()
            self._start_buses()
        except BaseException:
            self.close()
            raise

    def _raise_screen(self):
        read, write = os.pipe()
        width, height = self.size
        self.start(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
                   name="xvfb", pass_fds=[write])
        os.close(write)
        number = b""
        while not number.endswith(b"\n"):  # ends: Xvfb writes the line or closes the pipe by its end
            piece = os.read(read, 16)
            if not piece:
                raise RuntimeError("Xvfb did not start:\n" + self.log("xvfb"))
            number += piece
        os.close(read)
        for name in [name for name in os.environ if FOREIGN.match(name)]:
            del os.environ[name]
        os.environ["DISPLAY"] = ":" + number.decode().strip()
        os.environ["XDG_RUNTIME_DIR"] = str(self.folder)
        os.environ["LC_ALL"] = "C.UTF-8"
        os.environ["TZ"] = "UTC"

    def _start_buses(self):
        socket = self.folder / "bus"
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(socket=socket))
        self.start(["dbus-daemon", "--nofork", "--config-file", str(config)], name="dbus")
        wait_for(socket.exists, what="the session bus")
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={socket}"
        launcher = next(p for p in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher") if os.path.exists(p))
        self.start([launcher, "--launch-immediately"], name="at-spi")
        # Qt joins the accessibility bus only where a reader of screens is announced.
        announce = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set",
                    "string:org.a11y.Status", "string:IsEnabled", "variant:boolean:true"]
        wait_for(lambda: subprocess.run(announce, capture_output=True, check=False).returncode == 0, what="the accessibility bus")

    def start(self, words, name, env=None, pass_fds=()):
        """A program on the stage; its output goes to a file of its name."""
        log = open(self.folder / f"{name}.log", "ab")
        child = subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=env, pass_fds=pass_fds,
                                 start_new_session=True, preexec_fn=dies_with_parent)
        log.close()
        self.children.append(child)
        return child

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def end(self, child, patience=5.0):
        """SIGTERM, then SIGKILL to the child's own session. Its exit code."""
        for word, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
            try:
                os.killpg(child.pid, word)
            except ProcessLookupError:
                pass
            try:
                return child.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        return None

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                self.end(child)
            else:
                try:
                    os.killpg(child.pid, signal.SIGKILL)  # what it left behind
                except ProcessLookupError:
                    pass
        shutil.rmtree(self.folder, ignore_errors=True)
