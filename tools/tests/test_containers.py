"""The container files, checked without a container engine: their scripts run, their paths and variables exist."""
import os
import pathlib
import re
import shlex
import subprocess
import unittest

import compose_reader

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = compose_reader.read((ROOT / "compose.yaml").read_text())
# (variable, default) of every row of the option table; a secret has no flag.
OPTIONS = dict(re.findall(r'"(?:--[\w-]+)?",\s*"(KEYGLASS_\w+)",\s*[\w| ]+,\s*"([^"]*)"',
                          "".join((ROOT / f"backend/config/{name}option_table.cpp").read_text() for name in ("", "client_"))))


def instructions(word):
    return re.findall(rf"^{word} (.+)$", DOCKERFILE, re.MULTILINE)


class Dockerfile(unittest.TestCase):
    def test_the_stages_are_dependencies_build_test_and_runtime(self):
        stages = [line.split(" AS ") for line in instructions("FROM")]
        self.assertEqual([name for _, name in stages], ["dependencies", "build", "test", "runtime"])
        self.assertEqual([base for base, _ in stages], ["debian:12-slim", "dependencies", "build", "debian:12-slim"])

    def test_every_tool_that_a_stage_runs_exists_and_is_executable(self):
        tools = [shlex.split(line)[0] for line in instructions("RUN") if line.startswith("tools/")]
        self.assertEqual(set(tools), {"tools/setup", "tools/build", "tools/test"})
        for tool in tools:
            self.assertTrue(os.access(ROOT / tool, os.X_OK), tool)

    def test_the_setup_steps_run(self):
        for line in instructions("RUN"):
            if line.startswith("tools/setup"):
                done = subprocess.run(shlex.split(line), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
                self.assertEqual(done.returncode, 0, f"{line}: {done.stdout}{done.stderr}")

    def test_the_other_steps_are_commands_that_exist(self):
        for line in instructions("RUN"):
            command = shlex.split(line)
            if command[0] == "tools/test":
                self.assertEqual(command[1:], ["default"])
            elif command[0] == "tools/build":
                self.assertEqual(command[1:], [])

    def test_the_files_that_setup_needs_are_copied_before_it_runs(self):
        before = DOCKERFILE.split("RUN tools/setup build")[0]
        for name in re.findall(r"tools/[\w./-]+", (ROOT / "tools/setup").read_text()):
            if name not in ("tools/setup", "tools/node/package.json", "tools/node/package-lock.json"):
                self.assertIn(name, before)

    def test_copied_paths_exist(self):
        for line in instructions("COPY"):
            parts = line.split()
            if parts[0].startswith("--from="):
                self.assertIn(parts[1].removeprefix("/src/").rstrip("/"), ("build/bin/keyglass", "build/web"))
                continue
            for source in parts[:-1]:
                self.assertTrue((ROOT / source).exists(), source)

    def test_the_server_does_not_run_as_root(self):
        self.assertRegex(instructions("USER")[-1], r"^[1-9]\d*:[1-9]\d*$")


class Compose(unittest.TestCase):
    def test_the_services_are_backend_frontend_and_redis(self):
        self.assertEqual(set(COMPOSE["services"]), {"backend", "frontend", "redis"})
        self.assertEqual(COMPOSE["services"]["redis"]["profiles"], ["redis"])

    def test_every_port_is_published_on_loopback_only(self):
        ports = {name: service["ports"] for name, service in COMPOSE["services"].items()}
        self.assertEqual(ports, {"backend": ["127.0.0.1:8000:8000"], "frontend": ["127.0.0.1:3000:3000"],
                                 "redis": ["127.0.0.1:6379:6379"]})

    def test_every_variable_is_one_the_server_reads(self):
        for service in ("backend", "frontend"):
            for variable in COMPOSE["services"][service]["environment"]:
                self.assertIn(variable, OPTIONS)

    def test_images_are_built_from_a_stage_that_exists(self):
        for service in ("backend", "frontend"):
            self.assertIn(f" AS {COMPOSE['services'][service]['build']['target']}", DOCKERFILE)

    def test_every_volume_that_a_service_mounts_is_declared(self):
        for service in COMPOSE["services"].values():
            for volume in service.get("volumes", []):
                self.assertIn(volume.split(":")[0], COMPOSE["volumes"])


class EnvironmentExample(unittest.TestCase):
    def test_it_lists_every_variable_with_the_default_of_the_option_table(self):
        listed = dict(re.findall(r"^# (KEYGLASS_\w+)=(\S*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
        self.assertGreater(len(OPTIONS), 10)
        self.assertEqual(listed, OPTIONS)


class ContainersScript(unittest.TestCase):
    def test_without_an_engine_it_says_what_to_do_instead(self):
        environment = {**os.environ, "DOCKER_HOST": "unix:///nonexistent/docker.sock", "CONTAINER_HOST": "unix:///nonexistent"}
        done = subprocess.run(["tools/containers", "up"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("make run", done.stderr)
