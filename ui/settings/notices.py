"""Settings: telling when films are done, on the desktop and to a server of the person's choice."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.icons import icon
from ui.ports import Preferences
from ui.settings.page import Page, name


class NoticesPage(Page):
    """Desktop notices and the webhook."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._desktop, self._private, self._titles = QCheckBox(), QCheckBox(), QCheckBox()
        self._address, self._secret = QLineEdit(), QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self._make, self._keep, self._test, self._off = (QPushButton() for _ in range(4))
        self._state = QLabel()
        for widget, word in (
            (self._desktop, "desktopNotices"), (self._address, "webhookAddress"), (self._secret, "webhookSecret"),
            (self._make, "newSecret"), (self._private, "webhookPrivate"), (self._titles, "webhookTitles"),
            (self._keep, "keepWebhook"), (self._test, "testWebhook"), (self._off, "webhookOff"),
        ):  # fmt: skip
            widget.setObjectName(word)
        self._keep.setProperty("primary", True)
        self._make.setIcon(icon("dices"))
        self._test.setIcon(icon("bell"))
        self._lay_out()
        self._connect()
        self.retranslate()
        self.follow()

    def follow(self) -> None:
        """Show what holds."""
        values, facts = self._preferences.values(), self._preferences.webhook()
        self._desktop.setChecked(values.notices)
        self._private.setChecked(values.webhook_private)
        self._titles.setChecked(values.webhook_titles)
        self._test.setEnabled(values.webhook)
        self._off.setEnabled(values.webhook)
        if values.webhook:
            self._state.setText(self.tr("On: {0}").format(facts.address))
        else:
            self._state.setText(self.tr("Off. {0}").format(facts.note).strip())
        self._secret.setPlaceholderText(self.tr("kept; write another one to change it") if facts.has_secret
                                        else "whsec_…")  # fmt: skip

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self.say(self.tr("Notices"), self.tr("Be told when the queue is done."))
        names = (self.tr("Desktop"), self.tr("Server"), self.tr("Address"), self.tr("Secret"), "", "", "")
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        self._desktop.setText(self.tr("Show a notice when films are done"))
        self._private.setText(self.tr("The address may be on this network (also without https)"))
        self._titles.setText(self.tr("Tell the titles of films too"))
        self._make.setText(self.tr("New secret"))
        self._keep.setText(self.tr("Switch on"))
        self._test.setText(self.tr("Send a test"))
        self._off.setText(self.tr("Switch off"))
        self._note.setText(
            self.tr("A message holds counts and numbers of films and no word of a story. Address and secret lie in a "
                    "file that only you can read.")
        )  # fmt: skip
        for widget in (self._desktop, self._private, self._titles):
            name(widget, widget.text())
        name(self._address, self.tr("Address of the server"), self.tr("https://…, where the messages go"))
        name(self._secret, self.tr("Secret that signs the messages"))
        name(self._make, self.tr("Make a new secret; give it to the server too"))
        name(self._keep, self.tr("Keep address and secret, and switch the webhook on"))
        name(self._test, self.tr("Send a message that tells nothing"))
        name(self._off, self.tr("Forget address and secret"))
        self.follow()

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self._keep, self._test, self._off):
            row.addWidget(button)
        self._address.setPlaceholderText("https://")
        self._labels = [
            self.row(self._desktop), self.row(self._state, wide=True), self.row(self._address, wide=True),
            self.row(self._secret, self._make, wide=True), self.row(self._private), self.row(self._titles),
            self.row(buttons),
        ]  # fmt: skip
        self._note = self.note()
        self.body.addStretch(1)

    def _connect(self) -> None:
        change = self._preferences.change
        self._preferences.changed.connect(self.follow)
        self._desktop.clicked.connect(lambda on: change(notices=on))
        self._private.clicked.connect(lambda on: change(webhook_private=on))
        self._titles.clicked.connect(lambda on: change(webhook_titles=on))
        self._make.clicked.connect(self._make_secret)
        self._keep.clicked.connect(self._switch_on)
        self._test.clicked.connect(self._preferences.test_webhook)
        self._off.clicked.connect(self._preferences.switch_webhook_off)

    def _make_secret(self) -> None:
        self._secret.setText(self._preferences.new_secret())
        self._secret.setEchoMode(QLineEdit.EchoMode.Normal)
        self._secret.selectAll()
        self._secret.setFocus()

    def _switch_on(self) -> None:
        if self._preferences.set_webhook(self._address.text(), self._secret.text()):
            self._secret.clear()
            self._secret.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
            self.follow()
