"""The servers that are compared, and how each is asked to read and to write one of KEYS."""
import base64
import contextlib
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
START_SECONDS_MAX = 60
VALUE = "0123456789"
KEYS = [f"bench:{number:04}" for number in range(500)]
NGINX_CONF = """daemon off; worker_processes 2; worker_rlimit_nofile 32768; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 16384; }}
http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder}; keepalive_requests 100000000;
  server {{ listen 127.0.0.1:{port} backlog=8192; default_type application/json;
    location / {{ return 200 '{{"key":"bench:0000","value":"0123456789"}}'; }} }} }}
"""
WEBDIS_CONF = '{{"http_host": "127.0.0.1", "http_port": {port}, "redis_host": "127.0.0.1", "redis_port": {redis}, "threads": 2, "logfile": "/dev/null"}}'


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(what, is_true):
    deadline = time.monotonic() + START_SECONDS_MAX
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not happen within {START_SECONDS_MAX} s")
        time.sleep(0.002)


def answers(url):
    """Whether the server answers anything but trouble of its own."""
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def coded(text):
    return base64.b64encode(text.encode()).decode()


class Peer:
    """One server with a directory of its own. start() returns once it answers; the stack stops it."""

    program = None  # that must be installed; None: built here

    def __init__(self, stack):
        self.stack = stack
        self.folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="keyglass-bench-")))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def run(self, *command):
        process = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.stack.callback(process.wait)
        self.stack.callback(process.terminate)
        return process

    def start(self):
        self.process = self.launch()
        wait_until(f"{self.name} answers", lambda: answers(self.url))
        return self

    def read(self, key):
        return {"method": "GET", "path": f"/kv/{key}"}

    def write(self, key):
        """None: it cannot write."""


class Keyglass(Peer):
    name = "keyglass"

    def __init__(self, stack, store=None):
        """store: a directory that is there already; None: a new one."""
        super().__init__(stack)
        self.store = store or self.folder / "rocksdb"

    def launch(self):
        return self.run(ROOT / "build/bin/keyglass", "api", "--listen", f"127.0.0.1:{self.port}", "--log-level", "warn",
                        "--store", f"rocksdb:{self.store}")

    def write(self, key):
        return {"method": "PUT", "path": f"/kv/{key}", "body": VALUE, "type": "text/plain"}


class Nginx(Peer):
    name = program = "nginx"

    def launch(self):
        conf = self.folder / "nginx.conf"
        conf.write_text(NGINX_CONF.format(folder=self.folder, port=self.port))
        return self.run("nginx", "-c", conf)


class Webdis(Peer):
    name = program = "webdis"

    def launch(self):
        redis, conf = free_port(), self.folder / "webdis.json"
        self.run("redis-server", "--port", str(redis), "--bind", "127.0.0.1", "--dir", self.folder,
                 "--appendonly", "yes", "--appendfsync", "always", "--save", "")
        wait_until("redis-server accepts connections", lambda: accepts(redis))
        conf.write_text(WEBDIS_CONF.format(port=self.port, redis=redis))
        return self.run("webdis", conf)

    def read(self, key):
        return {"method": "GET", "path": f"/GET/{key}"}

    def write(self, key):
        return {"method": "GET", "path": f"/SET/{key}/{VALUE}"}


class Etcd(Peer):
    name = program = "etcd"

    def launch(self):
        peer = free_port()
        return self.run("etcd", "--data-dir", self.folder / "etcd", "--listen-client-urls", self.url,
                        "--advertise-client-urls", self.url, "--listen-peer-urls", f"http://127.0.0.1:{peer}")

    def read(self, key):
        return {"method": "POST", "path": "/v3/kv/range", "body": f'{{"key":"{coded(key)}"}}', "type": "application/json"}

    def write(self, key):
        body = f'{{"key":"{coded(key)}","value":"{coded(VALUE)}"}}'
        return {"method": "POST", "path": "/v3/kv/put", "body": body, "type": "application/json"}


@contextlib.contextmanager
def started():
    """Every peer that is installed, running, Keyglass first; names those that are missing."""
    with contextlib.ExitStack() as stack:
        peers = []
        for peer in (Keyglass, Nginx, Webdis, Etcd):
            if peer.program and not shutil.which(peer.program):
                print(f"bench: {peer.program} is not installed, so there is nothing to compare with it", flush=True)
            else:
                peers.append(peer(stack).start())
        yield peers
