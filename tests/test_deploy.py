"""What `deploy/` and `compose.yaml` ask for is what the service offers, and is valid.

Tools that validate come with the `dev` extra, nginx with the system. A test whose tool is missing is
skipped.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import Settings

ROOT = Path(__file__).parents[1]
BASE, EXAMPLE = ROOT / "deploy" / "kubernetes" / "base", ROOT / "deploy" / "kubernetes" / "example"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
ROUTES = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))["paths"]
Manifest = dict[str, Any]


def tool(name: str) -> str:
    """The path of a program beside this Python, or of the system's."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def rendered(folder: Path) -> list[Manifest]:
    """The manifests that `kubectl apply --kustomize` would send."""
    run = subprocess.run(
        [tool("kubectl"), "kustomize", str(folder)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    assert not run.stderr, run.stderr  # deprecations
    return list(yaml.safe_load_all(run.stdout))


def written(folder: Path) -> dict[str, Manifest]:
    """The manifests of a folder as they stand, by kind."""
    manifests = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.yaml"))
        if path.name != "kustomization.yaml"
    ]
    return {manifest["kind"]: manifest for manifest in manifests}


def pod() -> Manifest:
    return written(BASE)["Deployment"]["spec"]["template"]


def container() -> Manifest:
    (only,) = pod()["spec"]["containers"]
    return only


@pytest.mark.parametrize("folder", [BASE, EXAMPLE], ids=lambda folder: folder.name)
@pytest.mark.parametrize("version", ["1.31", "1.37"])
def test_manifests_are_valid(folder: Path, version: str) -> None:
    validate = pytest.importorskip("kubernetes_validate").validate
    manifests = rendered(folder)
    assert {"Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"} <= {
        manifest["kind"] for manifest in manifests
    }
    for manifest in manifests:
        validate(manifest, version, strict=True)


def test_every_manifest_is_part_of_its_kustomization() -> None:
    for folder in (BASE, EXAMPLE):
        listed = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
        own = {path.name for path in folder.glob("*.yaml")} - {"kustomization.yaml"}
        assert own == {name for name in listed if not name.startswith("..")}


@pytest.mark.parametrize("folder", [BASE, EXAMPLE], ids=lambda folder: folder.name)
def test_images_are_of_this_version(folder: Path) -> None:
    images = [
        container["image"]
        for manifest in rendered(folder)
        if manifest["kind"] == "Deployment"
        for container in manifest["spec"]["template"]["spec"]["containers"]
    ]
    assert [image.rsplit(":", 1)[1] for image in images] == [VERSION]


def test_the_example_changes_what_it_names() -> None:
    by_kind = {manifest["kind"]: manifest for manifest in rendered(EXAMPLE)}
    (only,) = by_kind["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert only["env"] == [{"name": "READOUT_WORKERS", "value": only["resources"]["requests"]["cpu"]}]
    assert {manifest["metadata"].get("namespace", "readout") for manifest in rendered(EXAMPLE)} == {"readout"}


def test_the_container_starts_with_its_variables() -> None:
    environ = {entry["name"]: entry["value"] for entry in container()["env"]}
    assert Settings.from_env(environ).workers == int(container()["resources"]["requests"]["cpu"])


@pytest.mark.parametrize("name", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_what_is_answered_and_wait_long_enough(name: str) -> None:
    probe, ports = container()[name], {port["name"]: port["containerPort"] for port in container()["ports"]}
    assert "get" in ROUTES[probe["httpGet"]["path"]]
    assert ports[probe["httpGet"]["port"]] == Settings().port
    assert 2 <= probe["timeoutSeconds"] <= 3


def test_only_a_process_that_is_stuck_is_killed() -> None:
    assert container()["livenessProbe"]["httpGet"]["path"] == "/livez"
    assert container()["readinessProbe"]["httpGet"]["path"] == "/readyz"
    liveness, readiness = container()["livenessProbe"], container()["readinessProbe"]
    assert liveness["periodSeconds"] * liveness["failureThreshold"] >= 60
    assert readiness["periodSeconds"] * readiness["failureThreshold"] <= 15


def test_what_was_accepted_is_finished_before_the_pod_is_killed() -> None:
    settings = Settings()
    stop = container()["lifecycle"]["preStop"]["sleep"]["seconds"]
    drain = getattr(settings, "drain", 30) + getattr(settings, "shutdown_delay", 0)
    assert stop + drain < pod()["spec"]["terminationGracePeriodSeconds"]


def test_the_pod_may_do_nothing() -> None:
    """What the Pod Security Standard "restricted" asks for, and more."""
    spec, own = pod()["spec"], container()["securityContext"]
    assert spec["securityContext"]["runAsNonRoot"]
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert own == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert spec["automountServiceAccountToken"] is False
    assert spec["enableServiceLinks"] is False
    assert f"USER {spec['securityContext']['runAsUser']}:" in (ROOT / "Dockerfile").read_text(
        encoding="utf-8"
    )


def test_everything_selects_the_same_pods() -> None:
    base, labels = written(BASE), pod()["metadata"]["labels"]
    assert base["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert base["Service"]["spec"]["selector"] == labels
    assert base["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert base["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert written(EXAMPLE)["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    (spread,) = pod()["spec"]["topologySpreadConstraints"]
    assert spread["labelSelector"]["matchLabels"] == labels
    target = base["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", base["Deployment"]["metadata"]["name"])


def test_ports_meet() -> None:
    base, names = written(BASE), {port["name"] for port in container()["ports"]}
    assert {port["targetPort"] for port in base["Service"]["spec"]["ports"]} <= names
    for policy in (base["NetworkPolicy"], written(EXAMPLE)["NetworkPolicy"]):
        assert {port["port"] for rule in policy["spec"]["ingress"] for port in rule["ports"]} <= names
    (rule,) = written(EXAMPLE)["Ingress"]["spec"]["rules"]
    backends = {json.dumps(path["backend"]["service"], sort_keys=True) for path in rule["http"]["paths"]}
    assert backends == {'{"name": "readout", "port": {"name": "http"}}'}


def test_nothing_goes_out() -> None:
    policy = written(BASE)["NetworkPolicy"]["spec"]
    assert (policy["egress"], "Egress" in policy["policyTypes"]) == ([], True)


def test_the_ingress_publishes_the_interface_and_no_operations() -> None:
    (rule,) = written(EXAMPLE)["Ingress"]["spec"]["rules"]
    paths = {path["path"]: path["pathType"] for path in rule["http"]["paths"]}

    def published(route: str) -> bool:
        return any(
            route == path or (kind == "Prefix" and route.startswith(f"{path}/"))
            for path, kind in paths.items()
        )

    assert [route for route in ROUTES if not published(route)] == ["/livez", "/metrics", "/readyz"]


def compose() -> Manifest:
    loaded: Manifest = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def test_compose_is_valid() -> None:
    spec = pytest.importorskip("compose_spec").PyCompose
    loaded = spec.from_yaml((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    for validate in (loaded.validate_networks, loaded.validate_configs, loaded.validate_volumes):
        validate()


def test_compose_runs_this_version_hardened() -> None:
    service = compose()["services"]["readout"]
    assert service["image"] == f"readout:{VERSION}"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert Settings.from_env(service["environment"]).port == int(service["expose"][0])


def test_compose_publishes_the_proxy_alone_and_readout_has_no_way_out() -> None:
    services, networks = compose()["services"], compose()["networks"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert all(networks[name]["internal"] for name in services["readout"]["networks"])
    assert set(services["readout"]["networks"]) <= set(services["proxy"]["networks"])


def upstreams() -> dict[str, str]:
    return {
        "host": (ROOT / "deploy" / "nginx-upstream.conf").read_text(encoding="utf-8"),
        # nginx looks names up when it starts
        "compose": compose()["configs"]["upstream"]["content"].replace("readout:8000", "127.0.0.1:8000"),
    }


def nginx_main(folder: Path, port: int, upstream: str) -> Path:
    """A main configuration that has the site of `deploy/` listen on `port` and keep its files in `folder`."""
    site = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace("/var/log/nginx/", f"{folder}/").replace("listen 80;", f"listen 127.0.0.1:{port};")
    main = folder / "nginx.conf"
    main.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{site}\n{upstream}\n}}\n",
        encoding="utf-8",
    )
    return main


@pytest.mark.parametrize("where", ["host", "compose"])
def test_nginx_takes_its_configuration(where: str, tmp_path: Path) -> None:
    main = nginx_main(tmp_path, 18099, upstreams()[where])
    run = subprocess.run(
        [tool("nginx"), "-t", "-q", "-c", str(main)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_compose_mounts_files_that_are_there() -> None:
    for mount in compose()["services"]["proxy"]["volumes"]:
        assert (ROOT / mount.split(":")[0]).is_file()


def test_the_dockerfile_is_clean() -> None:
    run = subprocess.run(
        [tool("hadolint"), str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False, timeout=60
    )
    assert (run.returncode, run.stdout) == (0, "")


def test_the_build_gets_every_file_that_it_copies() -> None:
    allowed = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = {
        word.removeprefix("./")
        for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    }
    assert copied == allowed
    assert all((ROOT / name).exists() for name in copied)


SCRIPTS = sorted(p for p in (ROOT / "scripts").iterdir() if p.suffix == "")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_whole(path: Path) -> None:
    subprocess.run(["bash", "-n", str(path)], check=True)
    assert path.stat().st_mode & 0o100
