"""The goals of docs/benchmarks.md: each row says what was measured, what is wanted, and whether that is reached."""

HEAD = ["", "measured", "goal", ""]


def row(what, measured, wanted, reached):
    return [what, measured, wanted, "reached" if reached else "not reached"]


def at_least(what, ratio, bound):
    return row(what, f"{ratio:.2f} ×", f">= {bound:g} ×", ratio >= bound)


def at_most(what, ratio, bound):
    return row(what, f"{ratio:.2f} ×", f"<= {bound:g} ×", ratio <= bound)


def below(what, value, bound, unit):
    return row(what, f"{value:,.1f} {unit}", f"< {bound:,} {unit}", value < bound)


def not_measured(what, wanted, why):
    return [what, "not measured: " + why, wanted, ""]


def against(what, results, bounds):
    """One row for each peer of bounds ({name: ratio}); results as load.compare() gives them."""
    own = results["keyglass"]
    for name, bound in bounds.items():
        label = f"{what}, against {name}"
        if name in results:
            yield at_least(label, own["ratios"][name], bound)
        else:
            yield not_measured(label, f">= {bound:g} ×", f"{name} is not installed")


def no_errors(what, result):
    return row(what + ", errors", str(result["errors"]), "none", result["errors"] == 0)


def tail(what, results, peer="nginx", bound=2):
    """The 99th percentile of the latencies beside a peer's."""
    wanted = f"<= {bound} × {peer}'s"
    if peer not in results:
        return not_measured(what + ", p99", wanted, f"{peer} is not installed")
    own, other = results["keyglass"]["p99_ms"], results[peer]["p99_ms"]
    return row(what + ", p99", f"{own:.1f} ms, {own / other:.2f} ×", wanted, own <= bound * other)


def table(tables):
    """The goals of all tables as one more."""
    return {"title": "Goals", "head": HEAD, "rows": [goal for one in tables for goal in one.get("goals", [])]}
