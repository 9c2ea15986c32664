"""A pack from a stick: looked at, told about, installed. What is installed is what was told about, to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from game.nodes import Problem
from game.packs.diff import Difference, changed_keys
from game.packs.install.disk import Disk
from game.packs.install.examine import Report
from game.packs.install.inspect import Inspect, inspect
from game.packs.install.manifest import Release, read_manifest
from game.packs.install.names import MANIFEST
from game.packs.install.quarantine import Staged, digest_of, quarantined
from game.packs.install.refusal import Refused
from game.packs.install.source import sources_in
from game.packs.install.store import Receipt, before, installed, installed_pack
from game.packs.install.switch import alone, put
from game.packs.install.trust import Trust, read_trust
from game.packs.install.verify import Signers, in_its_time, signers_of, step_of
from game.packs.kept import CACHE, INSTALLED

DISK = Disk()


class Step(StrEnum):
    """Where an installation is."""

    COPY = "copy"
    CHECK = "check"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a machine judges packs by: its data folder, the game's own packs, day and time, the game's version, its setting.

    `disk` and `check` do the work; tests give others.
    """

    data: Path
    questions: Path
    now: datetime
    app: str
    signed_only: bool = False
    disk: Disk = DISK
    check: Inspect = inspect


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack at its source, as it was found. It can be installed unless it was refused or is in use already.

    `step` is its relation to the version in use (`new`, `newer`, `same`, `same-version`, `older-version`); `old_version` and
    `was_signed` are of that version; `digest` names its files.
    """

    source: Path
    id: str = ""
    title: str = ""
    version: str = ""
    questions: int = 0
    digest: str = ""
    signers: Signers | None = None
    step: str = "new"
    old_version: str = ""
    was_signed: bool = False
    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()
    refusal: Refused | None = None

    @property
    def is_good(self) -> bool:
        """Whether it can be installed."""
        return self.refusal is None and self.step != "same"

    @property
    def keys(self) -> tuple[Difference, ...]:
        """The right answers that change."""
        return changed_keys(self.differences)

    @property
    def alarms(self) -> tuple[str, ...]:
        """What somebody has to look at and confirm first: `keys`, `older-version`, `same-version`, `signature-lost`."""
        found = ["keys"] if self.keys else []
        found += [self.step] if self.step in ("older-version", "same-version") else []
        found += ["signature-lost"] if self.was_signed and self.signers is None else []
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an installation ended: with a receipt, or with the offer's refusal."""

    offer: Offer
    receipt: Receipt | None = None

    @property
    def refusal(self) -> Refused | None:
        return self.offer.refusal


def offers(place: Path, terms: Terms, seen: Callable[[int, int], None] = lambda done, of: None) -> tuple[Offer, ...]:
    """The packs at that place – a stick, a folder, a zip – each looked at; `seen` hears how many are done. Raises Refused
    when there is nothing there, or somebody else is installing.
    """
    found = []
    listed = sources_in(place)
    if not listed:
        raise Refused("no-pack", place.name)
    for number, source in enumerate(listed):
        seen(number, len(listed))
        found.append(look(source, terms))
    return tuple(found)


def look(source: Path, terms: Terms) -> Offer:
    """The offer of the pack in that folder or zip; nothing of it stays on the disk. Raises Refused(`busy`)."""
    with alone(terms.data, terms.disk):
        try:
            with _judged(source, terms, lambda step: None) as (offer, _):
                return offer
        except Refused as refused:
            return Offer(source, title=source.stem, refusal=refused)


def install(
    offer: Offer, terms: Terms, is_confirmed: bool = False, progress: Callable[[Step], None] = lambda step: None
) -> Outcome:
    """The offered pack is the one used from the next start on, or nothing changed. Alarms need `is_confirmed`."""
    if offer.refusal is not None:
        return Outcome(offer)
    try:
        with alone(terms.data, terms.disk), _judged(offer.source, terms, progress) as (found, staged):
            if found.refusal is not None:
                return Outcome(found)
            if found.digest != offer.digest or found.alarms != offer.alarms:
                raise Refused("changed-meanwhile", offer.source.name)
            if found.step == "same":
                return Outcome(found, _receipt(found, staged, terms))
            if found.alarms and not is_confirmed:
                raise Refused("alarm")
            progress(Step.SWITCH)
            receipt = _receipt(found, staged, terms)
            put(terms.data, staged, receipt, terms.disk)
            return Outcome(found, receipt)
    except Refused as refused:
        return Outcome(replace(offer, refusal=refused))


@contextmanager
def _judged(source: Path, terms: Terms, progress: Callable[[Step], None]) -> Iterator[tuple[Offer, Staged]]:
    """The pack in quarantine with everything that can be said of it. Raises Refused for what can't even be read."""
    progress(Step.COPY)
    with quarantined(source, terms.data / INSTALLED, terms.disk) as staged:
        progress(Step.CHECK)
        used = installed_pack(terms.data, staged.id)
        others = [pack.folder for pack in installed(terms.data) if pack.id != staged.id]
        offer = Offer(source, staged.id, staged.id, digest=staged.digest)
        try:
            signers = proven(staged, terms)
            old = None if used is None else used.folder
            report = terms.check(staged.folder, terms.questions, others, old, terms.data / CACHE)
            offer = _told(offer, report, signers)
            if used is not None:
                offer = replace(offer, old_version=used.receipt.version, was_signed=used.receipt.is_signed)
            offer = _stepped(offer, staged, terms)
        except Refused as refused:
            offer = replace(offer, refusal=refused)
        yield offer, staged


def proven(staged: Staged, terms: Terms) -> Signers | None:
    """Who signed the pack in quarantine; None for an unsigned one where those are taken. Raises Refused."""
    release = release_of(staged)
    content = {name: file for name, file in staged.files.items() if name != MANIFEST}
    trust = read_trust(terms.data) if release is not None else Trust()
    signers = signers_of(release, content, trust, terms.signed_only)
    if release is not None:
        if release.manifest.id != staged.id:
            raise Refused("id-differs", release.manifest.id)
        if _used_digest(terms, staged) != staged.digest:
            # What is in use already is used on after its last day: only its first installation must be in time.
            in_its_time(release.manifest, terms.now.date(), terms.app)
    return signers


def release_of(staged: Staged) -> Release | None:
    """The manifest in quarantine; None when there is none. Raises Refused."""
    if MANIFEST not in staged.files:
        return None
    return read_manifest((staged.folder / MANIFEST).read_bytes())


def _used_digest(terms: Terms, staged: Staged) -> str:
    used = installed_pack(terms.data, staged.id)
    return "" if used is None else used.receipt.digest


def _told(offer: Offer, report: Report, signers: Signers | None) -> Offer:
    return replace(
        offer,
        title=report.title or offer.id,
        version=report.version,
        questions=report.questions,
        problems=report.problems,
        differences=report.differences,
        signers=signers,
        refusal=Refused("bad-pack") if report.problems else None,
    )


def _stepped(offer: Offer, staged: Staged, terms: Terms) -> Offer:
    """The offer with its relation to what was there before. Raises Refused."""
    if offer.refusal is not None:
        return offer
    release = release_of(staged)
    if release is not None and release.manifest.version != offer.version:
        raise Refused("version-differs", release.manifest.version)
    step = step_of(offer.version, content_of(staged), before(terms.data, staged.id))
    if step == "same" and offer.signers is not None and _used_digest(terms, staged) != staged.digest:
        step = "newer"  # the same files, signed by now
    if terms.signed_only and step in ("older-version", "same-version"):
        raise Refused(step, offer.version)
    return replace(offer, step=step)


def content_of(staged: Staged) -> str:
    """A name for the pack's files without its manifest: signing changes nothing of what is played."""
    return digest_of({name: file for name, file in staged.files.items() if name != MANIFEST})


def _receipt(offer: Offer, staged: Staged, terms: Terms) -> Receipt:
    signers = offer.signers or Signers("", "")
    return Receipt(
        offer.id,
        offer.title,
        offer.version,
        staged.digest,
        content_of(staged),
        terms.now.isoformat(timespec="seconds"),
        signers.author,
        signers.approver,
    )
