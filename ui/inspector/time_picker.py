"""A small window in which a day and an hour are picked, or a festival."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, QPoint, Qt, QTime, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.icons import icon
from ui.widgets.flow import FlowLayout

EVENING = QTime(21, 0)


def local_time(day: QDate, clock: QTime) -> str:
    """A day and an hour of the place's own sun, in the words that a storyboard's sky understands."""
    return f"{day.toString(Qt.DateFormat.ISODate)} {clock.toString('HH:mm')} local"


def day_and_clock(words: str) -> tuple[QDate, QTime]:
    """The day and hour to begin with: those that ``words`` write in digits, else this evening."""
    parts = words.replace("T", " ").split()
    day = QDate.fromString(parts[0], Qt.DateFormat.ISODate) if parts else QDate()
    clock = QTime.fromString(parts[1][:5], "HH:mm") if len(parts) > 1 else QTime()
    return (day if day.isValid() else QDate.currentDate()), (clock if clock.isValid() else EVENING)


class TimePicker(QFrame):
    """A calendar, a clock, and the evenings that stories like.

    Signals:
        picked: a time was picked; carries its words.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("timePicker")
        self.setProperty("role", "card")
        self.calendar, self.clock = QCalendarWidget(), QTimeEdit(EVENING)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        for name, sign in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icon(sign))
        self.clock.setDisplayFormat("HH:mm")
        words = self.clock.findChild(QLineEdit)
        if words is not None:
            words.setTextMargins(4, 0, 0, 0)
        self._label, self.take = QLabel(), QPushButton()
        self.take.setProperty("primary", True)
        self._festivals = QWidget()
        FlowLayout(self._festivals)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.clock)
        row.addStretch(1)
        row.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.calendar)
        column.addLayout(row)
        column.addWidget(self._festivals)
        self.take.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)

    def open_at(self, place: QPoint, words: str) -> None:
        """Show it with its upper left corner at a place of the screen; ``words``: the time so far."""
        day, clock = day_and_clock(words)
        self._dress()
        self.calendar.setSelectedDate(day)
        self.clock.setTime(clock)
        self._say(day.year())
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(min(place.x(), screen.right() - self.width()), screen.left())
        self.move(x, max(min(place.y(), screen.bottom() - self.height()), screen.top()))
        self.show()
        self.calendar.setFocus()

    def _dress(self) -> None:
        self.calendar.setLocale(QLocale())
        head, day = QTextCharFormat(), QTextCharFormat()
        head.setForeground(theme.colour("faint"))
        head.setBackground(theme.colour("raised"))
        day.setForeground(theme.colour("text"))
        self.calendar.setHeaderTextFormat(head)
        for number in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(number, day)

    def _say(self, year: int) -> None:
        self._label.setText(self.tr("Local time"))
        self.clock.setAccessibleName(self.tr("Local time"))
        self.clock.setToolTip(self.tr("By the place's own sun"))
        self.calendar.setAccessibleName(self.tr("Day"))
        self.take.setText(self.tr("Take it"))
        layout = self._festivals.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.deleteLater()
        for name, words in (
            (self.tr("Tonight"), local_time(QDateTime.currentDateTime().date(), EVENING)),
            (self.tr("Qixi"), f"qixi {year}"), (self.tr("Mid-Autumn"), f"中秋 {year}"),
            (self.tr("Winter solstice"), f"winter solstice {year}"),
            (self.tr("Summer solstice"), f"summer solstice {year}"),
        ):  # fmt: skip
            button = QPushButton(name)
            button.setToolTip(words)
            button.clicked.connect(lambda checked=False, words=words: self._give(words))
            layout.addWidget(button)

    def _take(self) -> None:
        self._give(local_time(self.calendar.selectedDate(), self.clock.time()))

    def _give(self, words: str) -> None:
        self.hide()
        self.picked.emit(words)
