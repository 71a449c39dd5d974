package groovyinfra.stdlib.git

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * What is checked out in a directory of the host.
 *
 * <pre>
 * println fact(GitState, '/srv/app').commit
 * </pre>
 */
@CompileStatic
record GitState(String path, String remote = 'origin') implements Fact<Checkout> {

    /**
     * A working tree, or what else is at the path.
     *
     * @param present whether it is a working tree of git
     * @param occupied whether something else is there: files without git, or no directory at all
     * @param commit in full; empty before the first one
     * @param branch empty when none is checked out
     * @param url of the remote; empty without it
     * @param dirty whether files under version control differ from the commit
     * @param behind whether a submodule is not at the commit that this one names
     */
    record Checkout(boolean present, boolean occupied, String commit, String branch, String url, boolean dirty,
            boolean behind = false) {
        /** An empty place. */
        static final Checkout NONE = new Checkout(false, false, '', '', '', false)
    }

    @Override
    Command command() {
        Command.of(new Word.Joined([Word.raw('p='), Word.quoted(path)]), new Word.Joined([Word.raw('; r='), Word.quoted(remote)]),
                Word.raw('''; if [ -e "$p/.git" ]; then cd -- "$p" && git rev-parse --git-dir >/dev/null && {
            git rev-parse -q --verify HEAD || echo; git symbolic-ref -q HEAD || echo
            git config --get "remote.$r.url" || echo
            d=$(git --no-optional-locks status --porcelain --untracked-files=no --ignore-submodules=all) && echo "${d:+dirty}" &&
            if [ ! -e .gitmodules ]; then echo; else case $(git submodule status --recursive) in [+U-]*|*'
            '[+U-]*) echo behind;; *) echo;; esac; fi; }
            elif [ ! -e "$p" ]; then echo empty
            else if f=$(ls -A -- "$p/" 2>/dev/null) && [ -z "$f" ]; then echo empty; else echo occupied; fi; fi'''))
    }

    @Override
    Checkout parse(List<String> lines) {
        if (lines.size() == 1) {
            return lines[0] == 'empty' ? Checkout.NONE : new Checkout(false, true, '', '', '', false)
        }
        new Checkout(true, false, lines[0], lines[1] - 'refs/heads/', lines[2], lines[3] == 'dirty', lines[4] == 'behind')
    }

    @Override
    Optional<String> needs() {
        Optional.of('git')
    }

    @Override
    Checkout absent() {
        Checkout.NONE
    }

    @Override
    Set<Area> about() {
        Set.of(Area.path(path), Area.PACKAGES)
    }
}
