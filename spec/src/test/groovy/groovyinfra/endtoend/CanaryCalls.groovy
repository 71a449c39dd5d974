package groovyinfra.endtoend

import groovyinfra.model.Option
import java.lang.reflect.Type
import java.nio.file.Path
import java.time.Duration

/**
 * All that a deploy file can do with a secret. In the calls are {@code @}, a folder of the host; {@code %}, the folder of the deploy
 * file; {@code canary}, a secret; {@code hash}, a secret that is a password as in /etc/shadow; {@code open}, a secret of the inventory;
 * {@code word}, a text that is no secret by itself but has the value of one, so that it may stand anywhere and be shown nowhere.
 */
class CanaryCalls {
    /** With what needs quoting in shells, JSON and URLs. */
    static final String CANARY = "cana'ry \"q7\" \$HOME/+&x"
    static final String HASH = '\$6\$saltq9\$hashq9hashq9'
    static final String WORD = 'wordq8'

    /** What of them no process may have; a word may, as it is no secret by itself. */
    static final List<String> NOT_IN_PROCESSES = [CANARY, 'ry "q7"', 'saltq9', 'hashq9']

    /** The forms in which no sink may have them; toldq5 is what only the output of sensitive calls has. */
    static final List<String> FORMS = [CANARY, CANARY.replace("'", "'\\''"), URLEncoder.encode(CANARY, 'UTF-8'), CANARY.replace('"', '\\"'),
        'q7', 'q9', 'wordq8', 'toldq5', *[CANARY, HASH, WORD].collect { it.bytes.encodeBase64().toString().substring(0, 8) }]

    /** What a call is about, how it ends (there: tried on separate hosts only), and the call. */
    record Row(String about, String ends, String call) {
        boolean isThere() {
            ends.endsWith(' there')
        }

        boolean hasSecret() {
            call =~ /canary|word|hash|open|told/
        }

        /** What it says of its end in a run. */
        String id() {
            "[$about ${call.hashCode()}]"
        }
    }

    static final List<Row> OPERATIONS = [
        ['server.shell', 'done', 'server.shell "cat >@/stdin", stdin: canary'],
        ['server.shell', 'done', 'server.shell "cat >@/stdin", stdin: "x ${canary} y"'],
        ['server.shell', 'done', 'server.shell "cat >@/sumIn", stdin: "key = " + canary'],
        ['server.shell', 'done', 'server.shell "base64", stdin: canary'],
        ['server.shell', 'done', 'server.shell "echo ${word}; echo ${word} >&2; sleep 0.2"'],
        ['server.shell', 'fails', 'server.shell "cat; false", stdin: canary'],
        ['server.shell', 'fails', 'server.shell "cat >&2; exit 3", stdin: canary'],
        ['server.shell', 'fails', 'server.shell "echo ${word} | tee /dev/stderr; kill -9 \\$\\$"'],
        ['server.shell', 'fails', 'server.shell "echo ${canary}"'],
        ['server.shell', 'fails', 'server.shell(["echo", canary])'],
        ['server.shell', 'fails', 'server.shell raw("echo " + canary + " > @/lost7")'],
        ['files.file', 'done', 'files.file "@/file", content: "key = ${canary}\\n", mode: "0600"'],
        ['files.file', 'done', 'files.file "@/open", content: "key = ${canary}\\n"'],
        ['files.file', 'done', 'files.file "@/shown", content: "key = ${word}\\n"'],
        ['files.file', 'done', 'files.file "@/shown", content: "key = ${word} again\\n", backup: true'],
        ['files.file', 'done', 'files.file "@/valid", content: "key = ${canary}", validate: "cat %s"'],
        ['files.file', 'done', 'files.file "@/sum", content: "key = " + canary'],
        ['files.file', 'done', 'files.file "@/indented", content: """\\n  key = ${canary}\\n    x\\n""".stripIndent()'],
        ['files.file', 'done', 'files.file "@/list", content: "key = ${[canary]}"'],
        ['files.file', 'done', 'files.file "@/lazy", content: "key = ${-> canary}"'],
        ['files.file', 'done', 'files.file "@/${word}", content: "a\\n"'],
        ['files.file', 'fails', 'files.file "@/refused", content: "key = ${canary}", validate: "cat %s; false"'],
        ['files.file', 'fails', 'files.file "@/file/${word}", content: canary'],
        ['files.file', 'fails', 'files.file "@/${canary}"'],
        ['server.script', 'done', 'server.script "show.sh", arguments: [word]'],
        ['server.script', 'done', 'server.script "show.sh", stdin: canary'],
        ['server.script', 'fails', 'server.script "cry.sh", arguments: [word], stdin: canary'],
        ['server.script', 'fails', 'server.script "show.sh", arguments: [open]'],
        ['server.group', 'done there', 'server.group word'],
        ['server.group', 'fails there', 'server.group "${word}2", gid: 0'],
        ['server.group', 'fails', 'server.group "${canary}"'],
        ['server.user', 'done there', 'server.user word, group: word, comment: word, password: hash, keys: ["ssh-ed25519 ${word}"]'],
        ['server.user', 'done there', 'server.user word, password: hash, groups: []'],
        ['server.user', 'fails there', 'server.user word, uid: 0, password: hash'],
        ['server.user', 'fails', 'server.user "${canary}"'],
        ['server.user', 'fails', 'server.user "nobody", password: canary, comment: "\\n"'],
        ['server.hostname', 'done there', 'server.hostname word'],
        ['server.hostname', 'fails', 'server.hostname "${word}_"'],
        ['server.hostname', 'fails', 'server.hostname "${canary}"'],
        ['files.directory', 'done', 'files.directory "@/d-${word}/deep"'],
        ['files.directory', 'fails', 'files.directory "@/file/${word}"'],
        ['files.directory', 'fails', 'files.directory "@/${canary}"'],
        ['files.link', 'done', 'files.link "@/l-${word}", target: "t-${word}"'],
        ['files.link', 'fails', 'files.link "@/file/${word}", target: word'],
        ['files.link', 'fails', 'files.link "@/link", target: "${canary}"'],
        ['files.get', 'done', 'files.get "@/file", "%/got-${host.name}", name: word'],
        ['files.get', 'done', 'files.get "@/${word}", "%/got-${word}", once: true'],
        ['files.get', 'fails', 'files.get "@/none-${word}", "%/got-${word}"'],
        ['files.get', 'fails', 'files.get "@/${canary}", "%/got"'],
        ['files.put', 'done', 'files.put "secret.txt", "@/put", name: word'],
        ['files.put', 'done', 'files.put "${word}.sh", "@/put-${word}"'],
        ['files.put', 'fails', 'files.put "secret.txt", "@/put2", validate: "cat %s >&2; echo ${word}; false"'],
        ['files.put', 'fails', 'files.put "none-${word}", "@/put2"'],
        ['files.put', 'fails', 'files.put "secret.txt", "@/file/${word}"'],
        ['files.sync', 'done', 'files.sync "tree", "@/sync-${word}"'],
        ['files.sync', 'fails', 'files.sync "tree", "@/file/${word}"'],
        ['files.sync', 'fails', 'files.sync "tree", "@/${canary}"'],
        ['files.template', 'done', 'files.template "secret.j2", "@/template", data: [token: canary]'],
        ['files.template', 'done', 'files.template "secret.j2", "@/template", data: [token: [deep: [canary]]]'],
        ['files.template', 'done', 'files.template "secret.j2", "@/template2", data: [token: word]'],
        ['files.template', 'fails', 'files.template "broken.j2", "@/template3", data: [token: canary]'],
        ['files.template', 'fails', 'files.template "broken.j2", "@/template3", data: [token: word]'],
        ['files.template', 'fails', 'files.template "secret.j2", "@/template3", data: [token: canary], validate: "cat %s; false"'],
        ['files.line', 'done', 'files.line "@/line", "key = ${canary}"'],
        ['files.line', 'done', 'files.line "@/line", "key = ${canary} again", match: "^key"'],
        ['files.line', 'done', 'files.line "@/lines", "key = " + canary'],
        ['files.line', 'done', 'files.line "@/line", "word = ${word}", after: "^key"'],
        ['files.line', 'fails', 'files.line "@/line", "a\\n${canary}"'],
        ['files.line', 'fails', 'files.line "@/line", canary, match: "(${word}"'],
        ['files.block', 'done', 'files.block "@/block", content: "a\\n${canary}\\nb\\n"'],
        ['files.block', 'done', 'files.block "@/block", content: "${word}\\n", marker: "# {mark} ${word}"'],
        ['files.block', 'fails', 'files.block "@/block", content: "# BEGIN ${word}\\n${canary}", marker: "# {mark} ${word}"'],
        ['files.block', 'fails', 'files.block "@/block", content: canary, after: "(${word}"'],
        ['apt.packages', 'done there', 'apt.packages "greeter", arguments: ["-o", "Acquire::${word}=1"]'],
        ['apt.packages', 'fails there', 'apt.packages "none-${word}"'],
        ['apt.packages', 'fails', 'apt.packages "${canary}"'],
        ['apt.repo', 'done there', 'apt.repo "deb [trusted=yes] file:/srv/${word} ./"'],
        ['apt.repo', 'fails there', 'apt.repo "deb [trusted=yes] file:/srv/none-${word} ./"'],
        ['apt.repo', 'fails', 'apt.repo "deb ${canary}"'],
        ['apt.update', 'done there', 'apt.update name: word'],
        ['apt.update', 'fails there', 'def list = "/etc/apt/sources.list.d/x.list"; files.file list, content: "deb [trusted=yes] file:/srv/none-${word} ./\\n";'
            + 'try { apt.update() } finally { files.file list, present: false }'],
        ['apt.key', 'done there', 'apt.key "${word}.asc"'],
        ['apt.key', 'fails there', 'apt.key "http://127.0.0.1:1/${word}.asc", file: "other"'],
        ['apt.key', 'fails', 'apt.key "none-${word}.asc"'],
        ['apt.key', 'fails', 'apt.key "${canary}"'],
        ['systemd.service', 'done there', 'files.file "/etc/systemd/system/${word}.service", content: "[Service]\\nExecStart=/bin/sleep 1d\\n";'
            + 'systemd.service word, daemonReload: true'],
        ['systemd.service', 'fails there', 'files.file "/etc/systemd/system/f-${word}.service", content: "[Service]\\nType=oneshot\\nExecStart=/bin/false\\n";'
            + 'systemd.service "f-${word}", daemonReload: true'],
        ['systemd.service', 'fails there', 'systemd.service "none-${word}"'],
        ['systemd.service', 'fails', 'systemd.service "${canary}"'],
        ['systemd.daemonReload', 'done there', 'systemd.daemonReload env: [WORD: word]'],
        ['systemd.daemonReload', 'fails there', 'systemd.daemonReload userMode: true, env: [DBUS_SESSION_BUS_ADDRESS: "unix:path=/${word}", XDG_RUNTIME_DIR: "/${word}"]'],
        ['git.repo', 'done', 'git.repo "@/origin-${word}", "@/tree-${word}"'],
        ['git.repo', 'fails', 'git.repo "@/none-${word}", "@/tree2-${word}"'],
        ['git.repo', 'fails', 'git.repo "http://user:${word}@127.0.0.1:1/x.git", "@/tree2-${word}"'],
        ['git.repo', 'fails', 'git.repo "@/origin-${word}", "@/tree-${word}", version: "none-${word}"'],
        ['git.repo', 'fails', 'git.repo "${canary}", "@/tree2"'],
        ['message', 'done', 'message "it is ${word}"'],
        ['message', 'fails', 'message "it is ${canary}", ignoreErrors: open'],
        ['fail', 'fails', 'fail "because of ${word}"'],
        ['fail', 'fails', 'fail "because of ${canary}"'],
        ['confirm', 'done', 'confirm "is it ${word}?"'],
        ['confirm', 'fails', 'confirm "is it ${canary}?"'],
        ['pause', 'done', 'pause 1.ms, name: "pause ${word}"'],
        ['pause', 'fails', 'pause 5.s, timeout: 100.ms, name: "pause ${word}"'],
        ['reconnect', 'done there', 'reconnect name: "again ${word}"'],
        ['reconnect', 'fails', 'reconnect name: "${canary}"'],
        ['waitFor', 'done', 'waitFor file: "@/${word}"'],
        ['waitFor', 'done', 'waitFor url: "file://@/${word}"'],
        ['waitFor', 'done', 'waitFor port: 1, present: false, name: "port of ${word}"'],
        ['waitFor', 'fails', 'waitFor file: "@/none-${word}", within: 200.ms'],
        ['waitFor', 'fails', 'waitFor url: "http://user:${word}@127.0.0.1:1/${word}", within: 200.ms'],
        ['waitFor', 'fails', 'waitFor port: 1, address: "127.0.0.1", within: 200.ms, name: "port of ${word}"'],
        ['waitFor', 'fails', 'waitFor port: 1, address: "${word}.invalid", within: 200.ms'],
        ['waitFor', 'fails', 'waitFor file: "${canary}", within: 200.ms'],
        ['call', 'done', 'call { word }'],
        ['call', 'fails', 'call { canary }'],
        ['call', 'fails', 'call { throw new IllegalStateException("inside ${word}") }'],
        ['call', 'fails', 'call { throw new IllegalStateException("inside ${canary}") }'],
    ].collect { new Row(*it) }

    static final List<Row> OPTIONS = [
        ['name', 'done', 'server.shell "true", name: "say ${word}"'],
        ['name', 'fails', 'server.shell "false", name: "say ${word}"'],
        ['name', 'fails', 'server.shell "true", name: "say ${canary}"'],
        ['sudo', 'done there', 'server.shell "cat; id -un", stdin: canary, sudo: true'],
        ['sudo', 'done there', 'server.shell "cat; id -un", stdin: canary, sudo: "deploy"'],
        ['sudo', 'fails there', 'server.shell "cat; false", stdin: canary, sudo: true'],
        ['sudo', 'fails there', 'server.shell "true", sudo: "none-${word}"'],
        ['su', 'done there', 'server.shell "cat; id -un", stdin: canary, su: "ops"'],
        ['su', 'fails there', 'server.shell "cat; false", stdin: canary, su: "ops"'],
        ['su', 'fails there', 'server.shell "true", su: "none-${word}"'],
        ['doas', 'done there', 'server.shell "cat; id -un", stdin: canary, doas: true'],
        ['doas', 'fails there', 'server.shell "cat >&2; false", stdin: canary, doas: true'],
        ['doas', 'fails there', 'server.shell "true", doas: "none-${word}"'],
        ['loginShell', 'done there', 'server.shell "cat", stdin: canary, sudo: true, loginShell: true'],
        ['loginShell', 'fails there', 'server.shell "cat; false", stdin: canary, sudo: true, loginShell: true'],
        ['keepEnv', 'done there', 'server.shell "cat; env", stdin: canary, sudo: true, keepEnv: true, env: [WORD: word]'],
        ['keepEnv', 'fails there', 'server.shell "cat; false", stdin: canary, sudo: true, keepEnv: true, env: [WORD: word]'],
        ['chdir', 'done', 'server.shell "pwd; cat", stdin: canary, chdir: "@/d-${word}"'],
        ['chdir', 'fails', 'server.shell "true", chdir: "@/none-${word}"'],
        ['chdir', 'fails', 'server.shell "true", chdir: "/${canary}"'],
        ['env', 'done', 'server.shell "env", env: [TOKEN: word, "${word}": "x"]'],
        ['env', 'fails', 'server.shell "env; false", env: [TOKEN: word]'],
        ['env', 'fails', 'server.shell "env", env: ["-${word}": "x"]'],
        ['env', 'fails', 'server.shell "env", env: [TOKEN: canary]'],
        ['shellExecutable', 'done', 'server.shell "cat", stdin: canary, shellExecutable: "@/sh-${word}"'],
        ['shellExecutable', 'fails', 'server.shell "true", shellExecutable: "@/none-${word}"'],
        ['shellExecutable', 'fails', 'server.shell "true", shellExecutable: "${canary}"'],
        ['stdin', 'done', 'server.shell "cat", stdin: open'],
        ['stdin', 'fails', 'server.shell "cat; false", stdin: open'],
        ['pty', 'done', 'server.shell "cat", stdin: canary, pty: true'],
        ['pty', 'fails', 'server.shell "cat; false", stdin: canary, pty: true'],
        ['timeout', 'done', 'server.shell "cat", stdin: canary, timeout: 20.s'],
        ['timeout', 'fails', 'server.shell "cat; exec sleep 30", stdin: canary, timeout: 300.ms'],
        ['timeout', 'fails', 'server.shell "echo ${word} >&2; exec sleep 30 ${word}", timeout: 300.ms'],
        ['background', 'done', 'server.shell("cat", stdin: canary, background: true, name: word).wait()'],
        ['background', 'fails', 'server.shell("cat; false", stdin: canary, background: true, name: word).wait()'],
        ['retries', 'done', 'server.shell "cat; echo x >>@/tries; test \\$(wc -l <@/tries) -ge 2", stdin: canary, retries: 2, retryDelay: 1.ms'],
        ['retries', 'fails', 'server.shell "cat >&2; exit 3", stdin: canary, retries: 1, retryDelay: 1.ms'],
        ['retries', 'fails', 'server.shell "echo ${word} >&2; exit 3", retries: 1, retryDelay: 1.ms'],
        ['retryDelay', 'done', 'server.shell "cat", stdin: canary, retryDelay: 1.ms'],
        ['retryDelay', 'fails', 'server.shell "cat; false", stdin: canary, retries: 2, retryDelay: 1.ms'],
        ['retryUntil', 'done', 'server.shell "cat", stdin: canary, retryUntil: { it.stdout.contains(word) || it.stdout }'],
        ['retryUntil', 'fails', 'server.shell "cat", stdin: canary, retryUntil: { false }, retries: 1, retryDelay: 1.ms'],
        ['retryUntil', 'fails', 'server.shell "cat", stdin: canary, retryUntil: { throw new IllegalStateException(it.stdout + word) }, retries: 1'],
        ['retryUntil', 'fails', 'server.shell "cat", stdin: canary, retryUntil: { it.stdout == "${canary}".toString() }, retries: 1'],
        ['parallel', 'done', 'server.shell "cat", stdin: canary, parallel: 1'],
        ['parallel', 'fails', 'server.shell "cat; false", stdin: canary, parallel: 1'],
        ['serial', 'done', 'server.shell "cat", stdin: canary, serial: true'],
        ['serial', 'fails', 'server.shell "cat; false", stdin: canary, serial: true'],
        ['once', 'done', 'server.shell "cat", stdin: canary, once: true'],
        ['once', 'done', 'println once { canary }'],
        ['once', 'fails', 'server.shell "cat; false", stdin: canary, once: true'],
        ['once', 'fails', 'once { throw new IllegalStateException("inside ${word}") }'],
        ['ignoreErrors', 'done', 'server.shell "cat; false", stdin: canary, ignoreErrors: true'],
        ['ignoreErrors', 'done', 'server.shell "echo ${word} >&2; false", ignoreErrors: true'],
        ['ignoreErrors', 'fails', 'server.shell "cat; false", stdin: canary, ignoreErrors: false'],
        ['when', 'done', 'server.shell "cat", stdin: canary, name: word, when: false'],
        ['when', 'done', 'server.shell "cat", stdin: canary, when: word.size() > 3'],
        ['when', 'fails', 'server.shell "cat; false", stdin: canary, when: "${canary}" != word'],
        ['when', 'fails', 'server.shell "true", when: "${canary}".toString().size() > 3'],
        ['creates', 'done', 'server.shell "cat", stdin: canary, creates: "@/${word}"'],
        ['creates', 'done', 'server.shell "cat", stdin: canary, creates: "@/none-${word}"'],
        ['creates', 'fails', 'server.shell "cat; false", stdin: canary, creates: "@/none-${word}"'],
        ['creates', 'fails', 'server.shell "true", creates: "/${canary}"'],
        ['unless', 'done', 'server.shell "cat", stdin: canary, unless: "cat @/file; echo ${word}"'],
        ['unless', 'done', 'server.shell "cat", stdin: canary, unless: "cat @/file >&2; grep -q none-${word} @/file"'],
        ['unless', 'fails', 'server.shell "cat; false", stdin: canary, unless: "cat @/file; false"'],
        ['unless', 'fails', 'server.shell "true", unless: "test ${canary}"'],
        ['changedIf', 'done', 'server.shell "cat", stdin: canary, changedIf: { it.stdout.contains(word) }'],
        ['changedIf', 'fails', 'server.shell "cat", stdin: canary, changedIf: { throw new IllegalStateException(it.stdout + word) }'],
        ['changedIf', 'fails', 'server.shell "cat", stdin: canary, changedIf: { it.stdout == "${canary}".toString() }'],
        ['failedIf', 'done', 'server.shell "cat; false", stdin: canary, failedIf: { it.stdout.contains(word) }'],
        ['failedIf', 'fails', 'server.shell "cat", stdin: canary, failedIf: { it.stdout.contains("q7") }'],
        ['failedIf', 'fails', 'server.shell "cat", stdin: canary, failedIf: { throw new IllegalStateException(it.stdout + word) }'],
        ['successCodes', 'done', 'server.shell "cat; exit 7", stdin: canary, successCodes: [7]'],
        ['successCodes', 'fails', 'server.shell "cat", stdin: canary, successCodes: [7]'],
        ['readOnly', 'done', 'println server.shell("cat @/file; echo ${word}", readOnly: true).stdout'],
        ['readOnly', 'fails', 'server.shell "cat @/file; echo ${word} >&2; false", readOnly: true'],
        ['sensitive', 'done', 'server.shell "cat @/file; echo ${word}", sensitive: true'],
        ['sensitive', 'done', 'println server.shell("printf told\'\'q5-11", sensitive: true).stdout'],
        ['sensitive', 'done', 'println server.shell("printf told\'\'q5-12 >&2", sensitive: true).stderr'],
        ['sensitive', 'done', 'println server.shell("printf told\'\'q5-13", sensitive: true, readOnly: true).stdout'],
        ['sensitive', 'done', 'println server.shell("printf told\'\'q5-14; false", sensitive: true, ignoreErrors: true).stdout'],
        ['sensitive', 'done', 'println server.shell("printf told\'\'q5-15", sensitive: true, background: true).wait().stdout'],
        ['sensitive', 'done', 'println server.shell("cat", sensitive: true, stdin: "told" + "q5-16").stdout'],
        ['sensitive', 'done', 'options(sensitive: true) { println server.shell("printf told\'\'q5-17").stdout }'],
        ['sensitive', 'done', 'server.shell "printf told\'\'q5-18", sensitive: true, unless: "printf told\'\'q5-19; false"'],
        ['sensitive', 'done', 'println call(sensitive: true, { "told" + "q5-20" }).stdout'],
        ['sensitive', 'done', 'files.file "@/told", content: "told" + "q5-21", sensitive: true'],
        ['sensitive', 'done', 'message "told" + "q5-22", sensitive: true'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-41; false", sensitive: true'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-42 >&2; exit 3", sensitive: true, retries: 1, retryDelay: 1.ms'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-43; sleep 30", sensitive: true, timeout: 300.ms'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-44", sensitive: true, failedIf: { throw new IllegalStateException(it.stdout) }'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-45", sensitive: true, changedIf: { throw new IllegalStateException(it.stdout) }'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-46", sensitive: true, retryUntil: { throw new IllegalStateException(it.stdout) }'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-47; false", sensitive: true, readOnly: true'],
        ['sensitive', 'fails', 'server.shell "printf told\'\'q5-48; kill -9 \\$\\$", sensitive: true'],
        ['sensitive', 'fails', 'server.shell("printf told\'\'q5-49; false", sensitive: true, background: true).wait()'],
        ['sensitive', 'fails', 'files.file "@/told2", content: "told" + "q5-50", validate: "cat %s; false", sensitive: true'],
        ['sensitive', 'fails', 'call(sensitive: true) { throw new IllegalStateException("told" + "q5-51") }'],
        ['sensitive', 'fails', 'fail "told" + "q5-52", sensitive: true'],
    ].collect { new Row(*it) }

    /** Other statements, and what would take its mark from a secret. */
    static final List<Row> STATEMENTS = [
        ['a file', 'done', 'server.shell "cat @/template @/file"'],
        ['println', 'done', 'println "it is ${canary}"'],
        ['printf', 'done', 'printf "%s %s\\n", canary, word'],
        ['println', 'done', 'println open'],
        ['publish', 'done', 'publish "token", canary'],
        ['an exception', 'fails', 'throw new IllegalStateException("thrown ${word}")'],
        ['an exception', 'fails', 'throw new IllegalStateException("thrown ${canary}")'],
        ['an exception', 'fails', 'throw new Exception("outer", new RuntimeException("thrown ${word}"))'],
        ['an assertion', 'fails', 'if (word) { throw new IllegalArgumentException(word as String) }'],
        ['a String', 'fails', 'String text = "key = ${canary}"; files.file "@/lost1", content: text'],
        ['join', 'fails', 'files.file "@/lost2", content: [canary, canary].join(",")'],
        ['join', 'fails', 'files.file "@/lost3", content: ["l ${canary}", "m ${canary}"].join(" ")'],
        ['toString', 'fails', 'files.file "@/lost4", content: "x ${canary}".toString()'],
        ['base64', 'fails', 'files.file "@/lost5", content: "x ${canary}".bytes.encodeBase64().toString()'],
        ['trim', 'fails', 'files.file "@/lost6", content: "x ${canary}".trim()'],
    ].collect { new Row(*it) }

    /** Each argument of each operation, and each option, once with a secret of the inventory, whatever comes of it. */
    static List<Row> everywhere() {
        StandardOperations.all().collectMany { operation ->
            operation.parameters().collect { parameter ->
                def others = operation.parameters().findAll { it != parameter && it.shownDefault().empty }
                new Row(operation.title(), 'ends',
                    "${operation.title()}(${(others.collect { "$it.name: ${sample(it.type())}" } + ["$parameter.name: open"]).join(', ')})")
            }
        } + options().collect { new Row(it, 'ends', "server.shell('cat @/file', $it: open)") }
    }

    private static String sample(Type type) {
        switch (type) {
            case Duration: return '1.ms'
            case Closure: return '{ }'
            case Path: return '"secret.txt"'
            case { "$it".startsWith('java.util.List') }: return '["@/g"]'
            default: return '"@/g"'
        }
    }

    static List<String> options() {
        Option.all().findAll { it.available() }*.name()
    }

    private static final String BEGIN = '''\
        @Param Secret canary = secret(env: 'CANARY')
        @Param Secret hash = secret(env: 'HASH')
        def open = host.data.key
        def word = host.data.word
        println "the first line has $canary and $hash"
        '''.stripIndent()

    /** A deploy file with all these calls: what fails is caught, and how each ended is said. */
    static String caught(List<Row> rows, Path folder, String there) {
        BEGIN + rows.collect { row ->
            "try { ${placed(row, folder, there)}; println 'ends: done ${row.id()}' } " +
                "catch (Exception failed) { println \"ends: fails ${row.id()} \$failed.message\" }\n"
        }.join('')
    }

    /** A deploy file in which each host, h0, h1 and so on, ends by the failure of one of these calls. */
    static String uncaught(List<Row> rows, Path folder, String there) {
        BEGIN + rows.withIndex().collect { row, index -> "if (host.name == 'h$index') { ${placed(row, folder, there)} }\n" }.join('')
    }

    private static String placed(Row row, Path folder, String there) {
        row.call().replace('@/', "$there/").replace('%/', "$folder/")
    }
}
