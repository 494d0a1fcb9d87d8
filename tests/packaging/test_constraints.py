"""The pins cover all that is installed, on every Python and system that Editorial promises."""

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ENVIRONMENTS = [
    {
        "python_version": python,
        "sys_platform": sys_platform,
        "platform_system": system,
        "platform_machine": machine,
        "extra": "dev",
    }
    for python in ("3.11", "3.12", "3.13")
    for sys_platform, system, machine in (
        ("linux", "Linux", "x86_64"),
        ("linux", "Linux", "aarch64"),
        ("darwin", "Darwin", "arm64"),
        ("win32", "Windows", "AMD64"),
    )
]


@pytest.fixture(scope="module")
def pins():
    from pathlib import Path

    text = Path(__file__).parents[2].joinpath("packaging", "constraints.txt").read_text("utf-8")
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]


@pytest.fixture(scope="module")
def project():
    from pathlib import Path

    text = Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8")
    return tomllib.loads(text)


def version_of(pin):
    (specifier,) = pin.specifier
    assert specifier.operator == "==", f"{pin} is not exact"
    return specifier.version


def pins_for(pins, environment):
    fitting = [pin for pin in pins if pin.marker is None or pin.marker.evaluate(environment)]
    named = {canonicalize_name(pin.name): version_of(pin) for pin in fitting}
    assert len(named) == len(fitting), "a package is pinned twice"
    return named


def test_a_pin_is_a_name_and_an_exact_version_only(pins):
    assert len(pins) > 50
    assert not [pin for pin in pins if pin.url or pin.extras]
    assert all(version_of(pin) for pin in pins)


@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda e: "-".join((e["python_version"], e["sys_platform"]))
)
def test_every_dependency_has_a_pin_that_fits_it(pins, project, environment):
    pinned = pins_for(pins, environment)
    wanted = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    for text in wanted:
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate(environment):
            continue
        name = canonicalize_name(requirement.name)
        assert name in pinned, f"{name} has no pin"
        assert requirement.specifier.contains(pinned[name]), f"{name}=={pinned[name]} is not {text}"


def installed_tree(name, extras=frozenset()):
    """Every distribution that ``name`` needs here, by canonical name, with its version."""
    found = {}
    waiting = [(name, frozenset(extras))]
    seen = set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        distribution = metadata.distribution(at[0])
        found[canonicalize_name(at[0])] = distribution.version
        for text in distribution.requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or any(
                requirement.marker.evaluate({"extra": extra}) for extra in (*at[1], "")
            ):
                waiting.append((requirement.name, frozenset(requirement.extras)))
    return found


def test_what_is_installed_here_is_what_is_pinned(pins):
    pinned = pins_for(pins, None)
    tree = installed_tree("editorial", {"dev"})
    del tree["editorial"]
    assert {name: pinned.get(name) for name in tree} == tree
