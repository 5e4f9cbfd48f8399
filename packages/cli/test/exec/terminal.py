"""Runs a command in a terminal of its own, as a shell does, and does there what the steps say.

Arguments: the steps as JSON, and the command. A step is {"until": [file, text]}, {"type": text}, {"signal": number},
{"size": [rows, columns]} or {"hang up": true}. Prints as JSON what the terminal showed, how often the command was
stopped, and how it ended.
"""
import fcntl, json, os, pty, select, signal, struct, sys, termios, time

steps, command = json.loads(sys.argv[1]), sys.argv[2:]
report, told = os.pipe()


def shell():
    """Gives the terminal to the command, continues it whenever it was stopped, and tells how it ended."""
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(command[0], command)
    os.write(told, f"job {job}\n".encode())
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            break
        os.write(told, b"stopped\n")
        os.killpg(job, signal.SIGCONT)
    os.write(told, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


session, terminal = pty.fork()
if session == 0:
    shell()
os.close(told)
shown, lines = b"", b""


def look(seconds):
    """Takes what was printed and reported meanwhile; false once there is no more."""
    global shown, lines
    ready, _, _ = select.select([one for one in (terminal, report) if one >= 0], [], [], seconds)
    try:
        if terminal in ready:
            shown += os.read(terminal, 65536)
    except OSError:
        pass
    if report in ready:
        more = os.read(report, 65536)
        lines += more
        return more != b""
    return True


def job():
    while b"\n" not in lines:
        look(0.1)
    return int(lines.split(b"\n")[0].split()[1])


for step in steps:
    if "until" in step:
        file, text = step["until"]
        while not (os.path.exists(file) and text in open(file).read()) and look(0.05):
            pass
    if "type" in step:
        os.write(terminal, step["type"].encode())
    if "signal" in step:
        os.kill(job(), step["signal"])
    if "size" in step:
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *step["size"], 0, 0))
    if "hang up" in step:
        os.close(terminal)
        terminal = -1
while look(1):
    pass
text = lines.decode()
ended = [line.split()[1] for line in text.splitlines() if line.startswith("ended")]
print(json.dumps({"shown": shown.decode(errors="replace"), "stops": text.count("stopped"), "ended": ended}))
