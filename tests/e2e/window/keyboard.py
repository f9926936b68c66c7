"""Keys and windows of an X display, by libX11 and libXtst: what a person's hands do, and the little a window manager must.

There is no window manager on the stage, so the keyboard is given to the uppermost window before each key.
"""
import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p

X = ctypes.CDLL("libX11.so.6")
XTEST = ctypes.CDLL("libXtst.so.6")

REVERT_TO_POINTER_ROOT, CURRENT_TIME, VIEWABLE = 1, 0, 2


class Attributes(ctypes.Structure):
    """XWindowAttributes of Xlib.h."""
    _fields_ = [("x", c_int), ("y", c_int), ("width", c_int), ("height", c_int), ("border_width", c_int), ("depth", c_int),
                ("visual", c_void_p), ("root", c_ulong), ("c_class", c_int), ("bit_gravity", c_int), ("win_gravity", c_int),
                ("backing_store", c_int), ("backing_planes", c_ulong), ("backing_pixel", c_ulong), ("save_under", c_int),
                ("colormap", c_ulong), ("map_installed", c_int), ("map_state", c_int), ("all_event_masks", ctypes.c_long),
                ("your_event_mask", ctypes.c_long), ("do_not_propagate_mask", ctypes.c_long), ("override_redirect", c_int),
                ("screen", c_void_p)]


ERROR_HANDLER = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
IGNORE = ERROR_HANDLER(lambda display, error: 0)  # a window may close between the look at it and the use of it

X.XOpenDisplay.restype = c_void_p
X.XOpenDisplay.argtypes = [c_char_p]
X.XDefaultRootWindow.restype = c_ulong
X.XDefaultRootWindow.argtypes = [c_void_p]
X.XStringToKeysym.restype = c_ulong
X.XStringToKeysym.argtypes = [c_char_p]
X.XKeysymToKeycode.restype = ctypes.c_ubyte
X.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
X.XkbKeycodeToKeysym.restype = c_ulong
X.XkbKeycodeToKeysym.argtypes = [c_void_p, ctypes.c_ubyte, c_int, c_int]
X.XQueryTree.argtypes = [c_void_p, c_ulong, POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)), POINTER(c_uint)]
X.XGetWindowAttributes.argtypes = [c_void_p, c_ulong, POINTER(Attributes)]
X.XGetInputFocus.argtypes = [c_void_p, POINTER(c_ulong), POINTER(c_int)]
X.XSetInputFocus.argtypes = [c_void_p, c_ulong, c_int, c_ulong]
X.XMoveResizeWindow.argtypes = [c_void_p, c_ulong, c_int, c_int, c_uint, c_uint]
X.XMoveWindow.argtypes = [c_void_p, c_ulong, c_int, c_int]
X.XSync.argtypes = [c_void_p, c_int]
X.XFree.argtypes = [c_void_p]
XTEST.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
XTEST.XTestFakeMotionEvent.argtypes = [c_void_p, c_int, c_int, c_int, c_ulong]

MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
NAMES = {" ": "space", "\n": "Return", ",": "comma", ".": "period", "/": "slash", "?": "question", "!": "exclam", "-": "minus",
         ":": "colon", "@": "at", "#": "numbersign", "'": "apostrophe", "_": "underscore", "(": "parenleft", ")": "parenright",
         "+": "plus", "=": "equal", "%": "percent", "&": "ampersand", ";": "semicolon", "*": "asterisk", '"': "quotedbl"}


class Keyboard:
    def __init__(self):
        X.XSetErrorHandler(IGNORE)
        self.display = X.XOpenDisplay(None)
        if not self.display:
            raise RuntimeError("the display cannot be opened")
        self.root = X.XDefaultRootWindow(self.display)
        XTEST.XTestFakeMotionEvent(self.display, -1, 4000, 4000, 0)  # nothing is hovered by chance

    def windows(self):
        """Every mapped top-level window that takes the keyboard, lowest first: [(id, Attributes)]."""
        root, parent, children, count = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
        X.XQueryTree(self.display, self.root, byref(root), byref(parent), byref(children), byref(count))
        found = []
        for i in range(count.value):
            about = Attributes()
            if X.XGetWindowAttributes(self.display, children[i], byref(about)) and about.map_state == VIEWABLE \
                    and not about.override_redirect and about.width > 8:
                found.append((children[i], about))
        if children:
            X.XFree(children)
        return found

    def give_focus(self):
        """The keyboard belongs to the uppermost window, as a window manager would have it."""
        windows = self.windows()
        if not windows:
            return False
        has, how = c_ulong(), c_int()
        X.XGetInputFocus(self.display, byref(has), byref(how))
        if has.value != windows[-1][0]:
            X.XSetInputFocus(self.display, windows[-1][0], REVERT_TO_POINTER_ROOT, CURRENT_TIME)
            X.XSync(self.display, 0)
        return True

    def resize(self, window, width, height):
        X.XMoveResizeWindow(self.display, window, 0, 0, width, height)
        X.XSync(self.display, 0)

    def move(self, window, left, top):
        X.XMoveWindow(self.display, window, left, top)
        X.XSync(self.display, 0)

    def _code(self, keysym_name):
        """(keycode, whether Shift is needed)"""
        keysym = X.XStringToKeysym(keysym_name.encode())
        code = X.XKeysymToKeycode(self.display, keysym)
        if not code:
            raise ValueError(f"no key types {keysym_name!r}")
        return code, X.XkbKeycodeToKeysym(self.display, code, 0, 0) != keysym

    def press(self, chord):
        """One key as "e", "Return", "ctrl+Return", "shift+Tab"."""
        self.give_focus()
        *mods, key = chord.split("+") if len(chord) > 1 else [chord]
        code, shift = self._code(NAMES.get(key, key))
        held = [self._code(MODIFIERS[mod])[0] for mod in mods]
        if shift and "shift" not in mods:
            held.append(self._code("Shift_L")[0])
        for down in held:
            XTEST.XTestFakeKeyEvent(self.display, down, 1, 0)
        XTEST.XTestFakeKeyEvent(self.display, code, 1, 0)
        XTEST.XTestFakeKeyEvent(self.display, code, 0, 0)
        for up in reversed(held):
            XTEST.XTestFakeKeyEvent(self.display, up, 0, 0)
        X.XSync(self.display, 0)

    def type(self, text):
        for letter in text:
            self.press(letter)
