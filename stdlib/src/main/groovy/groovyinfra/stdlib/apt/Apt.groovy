package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Fact
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.Step
import groovyinfra.model.Word
import groovyinfra.stdlib.files.Edit
import groovyinfra.stdlib.files.FileContent
import groovyinfra.stdlib.files.Files
import groovyinfra.stdlib.files.PathInfo
import java.nio.file.Path
import java.time.Duration
import java.util.regex.Pattern

/** Debian and Ubuntu packages, and where they come from. */
@CompileStatic
class Apt extends Library {
    private static final String KEYRINGS = '/etc/apt/keyrings'
    private static final Pattern FINGERPRINT = ~/(0[xX])?(\p{XDigit}{40}|\p{XDigit}{64})/
    private static final Command FETCH = Command.of('apt-get', '-q', '-o', 'APT::Update::Error-Mode=any', 'update',
            Word.raw('&& mkdir -p /var/lib/apt/periodic && touch'), AptListsAge.STAMP)

    /**
     * Installs or removes packages.
     *
     * <pre>
     * apt.packages(['nginx', 'curl'], update: true, cacheTime: 1.day)
     * apt.packages 'nginx=1.22.1-9', allowDowngrades: true
     * apt.packages 'apache2', present: false, purge: true
     * apt.packages([], upgrade: true, update: true)
     * </pre>
     *
     * @param names each "name" or "name=version", also of another architecture: "name:i386"
     * @param latest brings them up to date, too
     * @param upgrade brings all packages of the host up to date before; none is removed for it
     * @param update brings the lists of packages up to date before something is installed
     * @param cacheTime how old the lists may be; without it, any list is too old for {@code update}
     * @param purge removes the settings, too, also those that an earlier removal has left
     * @param recommends false leaves out packages that are recommended only
     * @param force does it even if packages have to be taken that are held back or that the system needs
     * @param arguments more of them for apt-get
     */
    @Operation
    void packages(List<String> names, boolean present = true, boolean latest = false, boolean upgrade = false,
            boolean update = false, Duration cacheTime = null, boolean purge = false, boolean recommends = true,
            boolean allowDowngrades = false, boolean force = false, List<String> arguments = []) {
        names.each { check(it) }
        def known = asked(update, purge && !present, foreign(names))
        def installed = (Map<String, String>) known.get(DebPackages)
        def old = update && present && stale((Duration) known.get(AptListsAge), cacheTime)
        def left = (List<String>) known.getOrDefault(DebLeftovers, [])
        def architecture = (String) known.getOrDefault(DebArch, '')
        List<String> wrong = []
        for (name in names) {
            def there = satisfied(name, installed, architecture)
            if (present ? latest || !there : there || left.contains(name)) {
                wrong << name
            }
        }
        def bold = force ? ['--allow-downgrades', '--allow-change-held-packages', '--allow-remove-essential']
                : allowDowngrades ? ['--allow-downgrades'] : []
        def verb = present ? ['install'] + (recommends ? [] : ['--no-install-recommends']) : [purge ? 'purge' : 'remove']
        def whole = upgrade && present ? [['upgrade', '--with-new-pkgs'] + arguments] : []
        def some = wrong ? [verb + bold + arguments + (present ? wrong : wrong*.replaceFirst('=.*', ''))] : []
        change(whole + some, installed, old, latest || upgrade)
    }

    /** To apt-get, a hyphen at the end means the opposite, and one in front an option; a pattern means what it finds at the time. */
    private static void check(String name) {
        if (!(name ==~ /[^\s*?\[-][^\s*?\[=]*(=\S+)?/) || name.endsWith('-')) {
            throw problem('Package name is not valid', "'$name'", "Write it as 'name' or 'name=version'; present: false removes it")
        }
    }

    /** What has to be known of the host, by the type of the question; asked in one message. */
    private Map<Class<?>, Object> asked(boolean age, boolean leftovers, boolean architecture) {
        List<Fact<?>> questions = []
        questions.add(new DebPackages())
        if (age) {
            questions.add(new AptListsAge())
        }
        if (leftovers) {
            questions.add(new DebLeftovers())
        }
        if (architecture) {
            questions.add(new DebArch())
        }
        def answers = facts(questions.toArray(new Fact<?>[0]))
        Map<Class<?>, Object> known = [:]
        for (int i = 0; i < answers.size(); i++) {
            known.put(questions[i].class, answers[i])
        }
        known
    }

    private static boolean foreign(List<String> names) {
        for (name in names) {
            if (name.contains(':')) {
                return true
            }
        }
        false
    }

    /** New lists may bring something newer than what can be seen now. */
    private void change(List<List<String>> jobs, Map<String, String> installed, boolean old, boolean newest) {
        def answers = simulated(jobs)
        List<List<String>> wanted = []
        for (int i = 0; i < jobs.size(); i++) {
            if (!answers[i].nothing || newest && old) {
                wanted << jobs[i]
            }
        }
        if (wanted.empty) {
            return
        }
        if (old) {
            fetchLists()
        } else {
            refuse(answers*.refusal().find())
        }
        for (job in wanted) {
            get job
        }
        touches Area.PACKAGES
        expect(answers, installed)
    }

    private void refuse(String reason) {
        if (reason) {
            refuse('Packages cannot be had so', reason, reason.contains('--allow-downgrades') ? 'Say allowDowngrades: true'
                    : reason.contains('--allow-') ? 'Say force: true to do it all the same'
                    : 'Look at the names and versions, or say update: true for newer lists')
        }
    }

    private List<AptSimulation.Changes> simulated(List<List<String>> jobs) {
        Fact<?>[] questions = new Fact<?>[jobs.size()]
        for (int i = 0; i < questions.length; i++) {
            questions[i] = new AptSimulation(jobs[i])
        }
        (List<AptSimulation.Changes>) (questions.length == 0 ? [] : facts(questions))
    }

    private void expect(List<AptSimulation.Changes> answers, Map<String, String> installed) {
        Map<String, String> then = new LinkedHashMap<>(installed)
        for (answer in answers) {
            if (!answer.refusal().empty) {
                return
            }
            then.putAll(answer.installs())
        }
        for (answer in answers) {
            then.keySet().removeAll(answer.removes())
        }
        assume new DebPackages(), then
    }

    /**
     * Brings the lists of packages up to date.
     *
     * <pre>
     * apt.update cacheTime: 12.h
     * </pre>
     *
     * @param cacheTime how old they may be; without it, it runs always
     */
    @Operation
    void update(Duration cacheTime = null) {
        if (cacheTime == null) {
            always()
            fetchLists()
        } else if (stale(fact(new AptListsAge()), cacheTime)) {
            fetchLists()
        }
    }

    /**
     * A repository, in the one-line form of sources.list(5).
     *
     * <pre>
     * apt.repo 'deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian bookworm stable', file: 'docker'
     * </pre>
     *
     * @param line names it; one that is in any file of apt already is left there
     * @param file the name of a file in sources.list.d; made from the address where nothing is said. A line in it for the same address
     *     and suite is replaced
     * @param update brings the lists of packages up to date after a change, and takes the change back where that fails
     */
    @Operation
    void repo(String line, boolean present = true, String file = null, boolean update = true) {
        def wanted = AptSources.plain(line)
        if (!AptSources.valid(wanted)) {
            throw problem('Repository is not valid', "'$line' is no line of sources.list(5)",
                    "Write it as 'deb [options] address suite component', or without components where the suite ends with a slash")
        }
        if (file != null && !(file ==~ /[\w.-]+/)) {
            throw problem('File name is not valid', "apt reads no file '${file}.list'", 'Take letters, digits, points, hyphens and underscores only')
        }
        def sources = fact(new AptSources())
        def holding = sources.findAll { it.value.any { AptSources.plain(it) == wanted } }
        def own = "/etc/apt/sources.list.d/${file ?: named(wanted)}.list".toString()
        if (present ? holding : !holding) {
            return
        }
        if (present) {
            def others = (sources[own] ?: []).findAll { AptSources.place(it) != AptSources.place(wanted) }
            library(Files).file own, content: Edit.text(others + line), mode: '0644'
        } else {
            without(holding, wanted).each { path, rest -> keep(path, rest) }
        }
        if (update) {
            fetchLists(present ? [own] : holding.keySet())
        }
        touches AptListsAge.AREA
        Map<String, List<String>> then = new LinkedHashMap<>(sources)
        then.putAll(present ? [(own): (sources[own] ?: []) + line] : without(holding, wanted))
        assume new AptSources(), then
    }

    /**
     * A key that repositories are signed with, in a keyring of its own: {@code /etc/apt/keyrings/NAME.asc}, for {@code signed-by}.
     *
     * <pre>
     * apt.key 'keys/docker.asc'
     * apt.key 'https://download.docker.com/linux/debian/gpg', file: 'docker'
     * apt.key '0x9DC858229FC7DD38854AE2D88D81803C0EBFCD88', keyserver: 'keyserver.ubuntu.com', file: 'docker'
     * </pre>
     *
     * @param source a file of the controller, an address that the host fetches once, or a fingerprint
     * @param file the name of the keyring; that of the source where nothing is said
     * @param keyserver where the host gets the key of the fingerprint, which has to be that of the answer: a name, or with {@code hkp://},
     *     {@code hkps://} or {@code https://} ahead
     */
    @Operation
    void key(String source, boolean present = true, String file = null, String keyserver = null) {
        def place = source.contains('://') ? source.replaceFirst(/[?#].*/, '') : source
        def words = place.tokenize('/')
        if (!words) {
            throw problem('Key has no source', "apt.key gets '$source'", 'Name a file of the controller, an address or a fingerprint')
        }
        def name = file ?: words.last().replaceFirst(/\.(asc|gpg|pgp|key)$/, '')
        def path = "$KEYRINGS/${name}.asc".toString()
        if (!present) {
            library(Files).file path, present: false
        } else if (keyserver || source ==~ FINGERPRINT) {
            if (!fact(new PathInfo(path)).present) {
                library(Files).file path, content: served(source, keyserver), mode: '0644', parents: true
            }
        } else if (source.contains('://')) {
            if (!fact(new PathInfo(path)).present) {
                fetchKey(source, path)
            }
        } else {
            library(Files).file path, content: armored(source), mode: '0644', parents: true
        }
        if (present) {
            touches AptListsAge.AREA
        }
    }

    /** The key of this fingerprint: a server may answer with any other. */
    private String served(String fingerprint, String keyserver) {
        if (!keyserver) {
            throw problem('Fingerprint needs a key server', "'$fingerprint' is the fingerprint of a key", "Add keyserver: 'keyserver.ubuntu.com'")
        }
        if (!(fingerprint ==~ FINGERPRINT)) {
            throw problem('Fingerprint is not valid', "'$fingerprint' is to be asked for at $keyserver", 'Write all 40 digits of it')
        }
        def digits = fingerprint.toUpperCase().replaceFirst('^0X', '')
        def key = PgpKey.of(fact(new KeyServerKey("${address(keyserver)}/pks/lookup?op=get&options=mr&search=0x$digits")))
        def found = key.fingerprints
        if (found != [digits]) {
            throw problem('Key is another one', "$keyserver answers with ${found.join(' and ') ?: 'no key'} where $digits is asked for", 'Look at the fingerprint, or ask another server')
        }
        key.armored
    }

    private static String address(String keyserver) {
        def host = keyserver.replaceFirst(/^\w+:\/\//, '').replaceFirst(/\/+$/, '')
        switch (keyserver.find(/^\w+(?=:\/\/)/)) {
            case 'hkp': return "http://$host${host.contains(':') ? '' : ':11371'}"
            case 'http': return "http://$host"
            default: return "https://$host"
        }
    }

    private void fetchKey(String url, String path) {
        run raw('t=$(mktemp) && trap \'rm -f -- "$t"\' EXIT && if command -v curl >/dev/null; then curl -fsSL -o "$t" --'), url,
                raw('; else wget -q -O "$t"'), url, raw('; fi && { grep -q "BEGIN PGP" "$t" || { c=$(base64 < "$t") &&'
                + ' printf "%s\\n\\n%s\\n%s\\n" "-----BEGIN PGP PUBLIC KEY BLOCK-----" "$c"'
                + ' "-----END PGP PUBLIC KEY BLOCK-----" > "$t"; }; } && mkdir -p'),
                KEYRINGS, raw('&& install -m 0644 "$t"'), path
        touches Area.entry(path)
        assume new PathInfo(path), PathInfo.Info.made(path, PathInfo.Type.FILE, Mode.of('0644'), 'root', 'root')
    }

    private Content armored(String source) {
        def bytes = controllerFile(Path.of(source))
        if (new String(bytes, 'ISO-8859-1').contains('BEGIN PGP')) {
            return new Content.Bytes(bytes)
        }
        def key = new PgpKey(bytes)
        if (!key.fingerprints) {
            throw problem('File is no key', "$source has no public key of OpenPGP in it", 'Fetch the key again, or name another file')
        }
        Content.text(key.armored)
    }

    private static Map<String, List<String>> without(Map<String, List<String>> sources, String unwanted) {
        sources.collectEntries { path, lines -> [path, lines.findAll { AptSources.plain(it) != unwanted }] }
    }

    private void keep(String path, List<String> rest) {
        def empty = !rest.any { AptSources.plain(it) }
        if (!empty && AptSources.stanzas(path)) {
            throw problem('Repository is in a stanza', "$path names it together with others", 'Take it out of that file by hand, or by files.put')
        }
        if (empty && path != '/etc/apt/sources.list') {
            library(Files).file path, present: false
        } else {
            library(Files).file path, content: Edit.text(rest)
        }
    }

    private static String named(String line) {
        line.replaceFirst(/^(deb|deb-src) (\[.*?\] )?/, '').tokenize(' ').take(2).join(' ').replaceFirst(/^\w+:\/\//, '')
                .replaceAll(/[^A-Za-z0-9.-]+/, '_').replaceAll(/\./, '_').replaceAll(/^_+|_+$/, '')
    }

    private static boolean satisfied(String wanted, Map<String, String> installed, String architecture) {
        def parts = wanted.split('=', 2)
        def name = parts[0].contains('/') ? parts[0].substring(0, parts[0].indexOf('/')) : parts[0]
        if (name.contains(':')) {
            name = name.replaceFirst(":($architecture|all|any|native)\$", '')
        }
        def version = installed.get(name)
        version != null && (parts.length == 1 || version.equals(parts[1]))
    }

    private static boolean stale(Duration age, Duration limit) {
        limit == null || age.compareTo(limit) > 0
    }

    private void fetchLists(Command fetch = FETCH) {
        step new Step.Run(fetch, Options.NONE, Optional.empty())
        touches AptListsAge.AREA
        assume new AptListsAge(), Duration.ZERO
    }

    /** With the files as they were before where it fails: what apt could not read would be there in the next run, and look done. */
    private void fetchLists(Collection<String> changed) {
        def before = (List<FileContent.Text>) facts(changed.collect { new FileContent(it) }.toArray(new Fact<?>[0]))
        def back = before.collect { Command.of(it.present ? ['printf', '%s', it.text, raw('>')] : ['rm', '-f', '--'], it.info().path()) }
        def safe = Command.of(raw('back() {'), back.collect { [it, raw(';')] }, raw('}; trap back EXIT; trap \'exit 143\' HUP INT TERM;'),
                FETCH, raw('&& trap - EXIT'))
        fetchLists(safe.shownAs(FETCH.shown()))
    }

    private void get(List<String> words) {
        run raw('DEBIAN_FRONTEND=noninteractive'), 'apt-get', '-y', '-q', '-o', 'DPkg::Lock::Timeout=120',
                '-o', 'Dpkg::Options::=--force-confdef', '-o', 'Dpkg::Options::=--force-confold', words
    }
}
