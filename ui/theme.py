"""How the studio looks: the colours of a dark observatory or of paper by day, with one accent of gold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

import assets

Name = Literal["dark", "light"]


@dataclass(frozen=True)
class Colours:
    """Every colour that the windows use, by what it is for; as #rrggbb."""

    ground: str
    panel: str
    raised: str
    sunken: str
    field: str
    """Of what is typed into."""
    line: str
    text: str
    faint: str
    accent: str
    on_accent: str
    danger: str
    good: str
    narration: str
    captions: str
    music: str
    effects: str
    on_picture: str
    """Of words and icons that stand before a night sky."""


DARK = Colours(
    ground="#0b0e17", panel="#121726", raised="#1c2338", sunken="#080a11", field="#080a11", line="#2a3350",
    text="#e8eaf2", faint="#8d97b5", accent="#e3b95b", on_accent="#17120a", danger="#e8776b", good="#7cc6a0",
    narration="#6ea8dc", captions="#b79be0", music="#d99a6c", effects="#79bfb3",
    on_picture="#e8eaf2",
)  # fmt: skip
LIGHT = Colours(
    ground="#eceae4", panel="#f7f5f0", raised="#ffffff", sunken="#e1ded6", field="#ffffff", line="#cbc6b9",
    text="#23242b", faint="#696b78", accent="#96690e", on_accent="#ffffff", danger="#b03a2e", good="#2c7a55",
    narration="#2f6fa8", captions="#7656b0", music="#a8602c", effects="#2c7f74",
    on_picture="#e8eaf2",
)  # fmt: skip

_current: Colours = DARK


def colours() -> Colours:
    """The colours that hold now."""
    return _current


def colour(name: str, alpha: int = 255) -> QColor:
    """One of them by its name, for painting."""
    wanted = QColor(getattr(_current, name))
    wanted.setAlpha(alpha)
    return wanted


def apply(app: QApplication, name: Name = "dark") -> None:
    """Give the whole program a theme; every window is polished anew (a PaletteChange tells painted widgets)."""
    global _current
    wanted = LIGHT if name == "light" else DARK
    if wanted is _current and app.styleSheet():
        return
    _current = wanted
    if not app.styleSheet():  # the first time; a style that is set anew costs half a second in a full window
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_current))
    app.setStyleSheet(style_sheet(_current))


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: c.panel, QPalette.ColorRole.WindowText: c.text, QPalette.ColorRole.Base: c.sunken,
        QPalette.ColorRole.AlternateBase: c.panel, QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.raised, QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.BrightText: c.accent, QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent, QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text, QPalette.ColorRole.PlaceholderText: c.faint,
        QPalette.ColorRole.Link: c.accent, QPalette.ColorRole.LinkVisited: c.accent, QPalette.ColorRole.Mid: c.line,
        QPalette.ColorRole.Dark: c.ground, QPalette.ColorRole.Light: c.raised, QPalette.ColorRole.Accent: c.accent,
    }  # fmt: skip
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.faint))
    return palette


def _picture(name: str) -> str:
    """The path of an icon as a style sheet names it."""
    return f'"{(assets.folder("icons") / f"{name}.svg").as_posix()}"'


def style_sheet(c: Colours) -> str:
    """The few rules that the palette cannot give."""
    return f"""
QWidget {{ font-size: 13px; }}
QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px 6px; }}
QMainWindow, QDialog {{ background: {c.ground}; }}
QMenuBar {{ background: {c.ground}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
QMenuBar::item:selected {{ background: {c.raised}; border-radius: 4px; }}
QMenu {{ background: {c.raised}; border: 1px solid {c.line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 6px; }}
QPushButton, QToolButton, QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit, QDateTimeEdit {{
  border: 1px solid {c.line}; border-radius: 6px; padding: 4px 9px; min-height: 20px; background: {c.raised}; }}
QLineEdit, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit {{ background: {c.field}; }}
QSpinBox, QDoubleSpinBox, QDateTimeEdit {{ padding: 3px 20px 3px 3px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
  subcontrol-origin: border; width: 18px; border: none; background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 3px; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 3px; }}
QAbstractSpinBox::up-arrow {{ image: url({_picture("step-up")}); width: 11px; height: 11px; }}
QAbstractSpinBox::down-arrow {{ image: url({_picture("step-down")}); width: 11px; height: 11px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url({_picture("step-down")}); width: 12px; height: 12px; }}
QPlainTextEdit, QTextEdit {{ border: 1px solid {c.line}; border-radius: 6px; padding: 4px; }}
QPushButton:hover, QToolButton:hover, QComboBox:hover {{ border-color: {c.faint}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {c.accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {c.sunken}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.faint}; background: {c.panel}; }}
QPushButton:default, QPushButton[primary="true"] {{
  background: {c.accent}; color: {c.on_accent}; border-color: {c.accent}; font-weight: 600; }}
QPushButton[primary="true"]:disabled {{ background: {c.line}; color: {c.faint}; border-color: {c.line}; }}
QToolButton[flat="true"] {{ border: none; background: transparent; padding: 4px; }}
QToolButton[flat="true"]:hover {{ background: {c.raised}; }}
QToolButton[flat="true"]:focus {{ border: 1px solid {c.accent}; }}
QToolButton:checked {{ background: {c.raised}; border-color: {c.accent}; color: {c.accent}; }}
QLineEdit QToolButton {{ border: none; background: transparent; padding: 0; min-height: 0; }}
QToolButton::menu-indicator {{ image: none; }}
QLabel[role="title"] {{ font-size: 22px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 14px; font-weight: 600; }}
QLabel[role="faint"] {{ color: {c.faint}; }}
QLabel[role="accent"] {{ color: {c.accent}; font-weight: 600; }}
QLabel[role="danger"] {{ color: {c.danger}; }}
QLabel[role="display"] {{ font-size: 40px; font-weight: 600; color: {c.on_picture}; }}
QLabel[role="subtitle"] {{ font-size: 16px; color: {c.on_picture}; }}
QPushButton[ghost="true"], QToolButton[ghost="true"] {{
  background: rgba(8, 10, 17, 150); color: {c.on_picture}; border: 1px solid rgba(232, 234, 242, 60); }}
QPushButton[ghost="true"]:hover, QToolButton[ghost="true"]:hover {{ border-color: {c.on_picture}; }}
QPushButton[ghost="true"]:focus, QToolButton[ghost="true"]:focus {{ border-color: {c.accent}; }}
QToolButton[ghost="true"] {{ font-size: 12px; padding: 1px 7px; }}
QToolButton[ghost="true"]:checked {{ color: {DARK.accent}; border-color: {DARK.accent}; }}
QWidget#startContent {{ background: {c.ground}; }}
QFrame[role="field"] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 10px; }}
QFrame[role="field"][lit="true"] {{ border-color: {c.accent}; }}
QFrame[role="field"] QPlainTextEdit {{ border: none; padding: 0; background: transparent; font-size: 15px; }}
QFrame[role="card"] {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 10px; }}
QFrame[role="panel"] {{ background: {c.panel}; }}
QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 2px solid transparent; color: {c.faint}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
QTabBar::tab:hover {{ color: {c.text}; }}
QTabWidget::pane {{ border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {c.line}; border-radius: 5px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {c.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: {c.ground}; }}
QProgressBar {{ border: none; border-radius: 3px; background: {c.sunken}; height: 6px; text-align: center; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QSlider::groove:horizontal {{ height: 4px; background: {c.line}; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {c.accent}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: {c.accent}; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QCheckBox {{ spacing: 7px; }}
QCheckBox::indicator {{
  width: 14px; height: 14px; border: 1px solid {c.faint}; border-radius: 4px; background: {c.field}; }}
QCheckBox::indicator:hover, QCheckBox:focus::indicator {{ border-color: {c.accent}; }}
QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url({_picture("check")}); }}
QCheckBox::indicator:indeterminate {{ background: {c.line}; image: url({_picture("minus")}); }}
QCheckBox::indicator:disabled {{ border-color: {c.line}; }}
QCheckBox:focus {{ color: {c.accent}; }}
QListWidget#settingsPages {{ padding: 16px 8px; outline: none; }}
QListWidget#settingsPages::item {{ padding: 8px 8px; border-radius: 6px; border: none; }}
QTableView {{ border: none; background: transparent; }}
QTableView::item {{ padding: 6px; }}
QTableView::item:selected {{ background: {c.raised}; color: {c.text}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.raised}; }}
QCalendarWidget QToolButton {{ border: none; background: transparent; color: {c.text}; padding: 4px 8px; }}
QCalendarWidget QToolButton:hover, QCalendarWidget QToolButton:focus {{ color: {c.accent}; background: {c.panel}; }}
QCalendarWidget QAbstractItemView {{ border: none; outline: none; background: {c.raised}; }}
QCalendarWidget QAbstractItemView::item {{ padding: 0; }}
QCalendarWidget QAbstractItemView::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
QStatusBar {{ background: {c.ground}; color: {c.faint}; }}
QStatusBar::item {{ border: none; }}
QPushButton#queueSummary {{ border-color: transparent; background: transparent; color: {c.faint}; padding: 2px 9px; }}
QPushButton#queueSummary:hover {{ background: {c.raised}; color: {c.text}; }}
QPushButton#queueSummary:focus {{ border-color: {c.accent}; }}
QListView, QTreeView, QScrollArea {{ border: none; background: transparent; }}
QListView::item:selected, QTreeView::item:selected {{ background: {c.accent}; color: {c.on_accent}; }}
"""
