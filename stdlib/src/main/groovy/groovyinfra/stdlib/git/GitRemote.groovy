package groovyinfra.stdlib.git

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * What a name stands for in a repository elsewhere, asked from the host.
 *
 * <pre>
 * if (fact(GitRemote, 'https://git.example.com/app.git', 'v1.5').present) println 'v1.5 is out'
 * </pre>
 *
 * @param version a branch or a tag; {@code HEAD} for the branch that is checked out by default
 */
@CompileStatic
record GitRemote(String url, String version = 'HEAD') implements Fact<Target> {

    /**
     * A commit that has a name.
     *
     * @param commit in full; empty where there is no such name
     * @param branch empty for a tag
     */
    record Target(String commit, String branch) {
        /** Whether the name is known there. */
        boolean isPresent() {
            !commit.empty
        }
    }

    @Override
    Command command() {
        def names = version == 'HEAD' ? ['HEAD'] : ["refs/heads/$version", "refs/tags/$version", "refs/tags/$version^{}"]
        Command.of(Word.raw('GIT_TERMINAL_PROMPT=0'), 'git', 'ls-remote', version == 'HEAD' ? '--symref' : null, '--', url, names)
    }

    @Override
    Target parse(List<String> lines) {
        Map<String, String> commits = lines.findAll { !it.startsWith('ref:') }*.split('\t').collectEntries { [it[1], it[0]] }
        if (version == 'HEAD') {
            def symbolic = lines.find { it.startsWith('ref: refs/heads/') }
            return new Target(commits.HEAD ?: '', symbolic ? symbolic.tokenize(' \t')[1] - 'refs/heads/' : '')
        }
        def branch = commits["refs/heads/$version".toString()]
        def tag = commits["refs/tags/$version^{}".toString()] ?: commits["refs/tags/$version".toString()]
        // A name that is both is the branch, as for git clone and git checkout.
        new Target(branch ?: tag ?: '', branch ? version : '')
    }

    @Override
    Optional<String> needs() {
        Optional.of('git')
    }

    @Override
    Target absent() {
        new Target('', '')
    }

    @Override
    Set<Area> about() {
        Set.of(new Area.Named("repository $url"), Area.PACKAGES)
    }
}
