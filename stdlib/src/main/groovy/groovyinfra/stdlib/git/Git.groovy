package groovyinfra.stdlib.git

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.stdlib.git.GitRemote.Target
import groovyinfra.stdlib.git.GitState.Checkout

import static groovyinfra.stdlib.files.Place.plain

/** Repositories of git on the host. */
@CompileStatic
class Git extends Library {

    /**
     * A working tree of a repository, at a branch, a tag or a commit.
     *
     * <pre>
     * git.repo 'https://git.example.com/app.git', '/srv/app', version: 'v1.4', depth: 1
     * git.repo 'https://git.example.com/site.git', '/srv/site', sudo: 'www-data'
     * </pre>
     *
     * It belongs to the user who runs git: give another one by {@code sudo}, and a directory that is that user's.
     *
     * A branch goes to the commit that the repository has for it: commits that were made in the working tree only are not in it any more,
     * and {@code git reflog} still knows them.
     *
     * @param path on the host
     * @param version a branch, else a tag of that name, or a whole commit; without it, the branch that the repository shows by default
     * @param depth how many commits are fetched; all where nothing is said
     * @param update false leaves a working tree that is there at its commit
     * @param submodules also of the repositories that it refers to
     * @param force throws away changes of files
     */
    @Operation
    void repo(String url, String path, String version = null, Integer depth = null, boolean update = true,
            boolean submodules = false, String remote = 'origin', boolean force = false) {
        if (version == 'HEAD') {
            throw problem('Version is not valid', "'HEAD' is no branch, tag or commit", 'Leave version out for the branch that the repository shows by default')
        }
        if (depth != null && depth < 1) {
            throw problem('Depth is not valid', "depth: $depth fetches no commit", 'Give 1 or more, or leave depth out for all commits')
        }
        def place = plain(path)
        def exact = version ==~ /[0-9a-f]{40}([0-9a-f]{24})?/
        def question = new GitRemote(url, version ?: 'HEAD')
        def answers = exact ? [fact(new GitState(place, remote))] : facts(new GitState(place, remote), question)
        def now = (Checkout) answers[0]
        def target = exact ? new Target(version, '') : (Target) answers[1]
        free(now, place)
        if (!target.present && fact(new GitRemote(url)).present) {
            throw problem('Version is unknown', "$url has neither branch nor tag '$version'", 'Look for the right name: git ls-remote')
        }
        def newest = now.commit() == target.commit() && now.branch() in [target.branch(), '']
        def right = now.present() && now.url() == url && (!update || newest)
        def lacking = submodules && now.behind()
        if (right && !lacking) {
            return
        }
        touches Area.path(place)
        if (!right) {
            bring(now, target, url, place, version, exact, depth, remote, force)
        }
        if (submodules) {
            inTree place, 'submodule', 'sync', '-q', '--recursive'
            inTree place, 'submodule', 'update', '-q', '--init', '--recursive', force ? '--force' : null
        }
        def commit = right ? now.commit() : target.commit()
        assume new GitState(place, remote), new Checkout(true, false, commit, right ? now.branch() : target.branch(), url, right && now.dirty())
    }

    private void bring(Checkout now, Target target, String url, String path, String version, boolean exact, Integer depth, String remote,
            boolean force) {
        if (now.dirty() && !force) {
            throw problem('Changes would be lost', "files in $path differ from its commit", 'Say force: true to throw them away')
        }
        if (!now.present()) {
            clone(url, path, exact ? null : version, exact, depth, remote)
        } else if (now.url() != url) {
            inTree path, 'config', "remote.${remote}.url", url
        }
        if (now.present() || exact) {
            fetch(path, target, exact ? version : null, version, depth, remote)
            inTree path, 'checkout', '-q', force ? '-f' : null, target.branch() ? ['-B', target.branch()] : '--detach', target.commit()
        }
    }

    private void free(Checkout now, String path) {
        if (now.occupied()) {
            throw problem('Path is taken', "$path has something else in it than a repository", 'Choose an empty path')
        }
    }

    private void clone(String url, String path, String version, boolean exact, Integer depth, String remote) {
        run raw('GIT_TERMINAL_PROMPT=0'), 'git', 'clone', '-q', depth ? ['--depth', depth] : null, version ? ['--branch', version] : null,
                exact ? '--no-checkout' : null, '--origin', remote, '--', url, path
    }

    private void fetch(String path, Target target, String commit, String version, Integer depth, String remote) {
        def branch = target.branch()
        def what = commit ? commit : branch ? "+refs/heads/$branch:refs/remotes/$remote/$branch" : "+refs/tags/$version:refs/tags/$version"
        inTree path, 'fetch', '-q', '--force', depth ? ['--depth', depth] : null, remote, what
    }

    private void inTree(String path, Object... words) {
        run raw('GIT_TERMINAL_PROMPT=0'), 'git', '-C', path, words.toList()
    }
}
