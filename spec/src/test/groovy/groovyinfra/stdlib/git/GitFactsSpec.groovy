package groovyinfra.stdlib.git

import groovyinfra.stdlib.Body
import groovyinfra.stdlib.Shells
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class GitFactsSpec extends Specification {
    @TempDir
    Path folder

    def 'GitState follows a real working tree by #shell'() {
        given:
        def tree = folder.resolve("it's app")
        def ask = { Shells.ask(shell, new GitState(tree.toString())) }
        def git = { String script -> Shells.output('dash', "cd '${folder}' && cd \"it's app\" && $script") }

        expect: 'nothing is a free place, and so is an empty directory'
        ask() == GitState.Checkout.NONE

        when:
        Files.createDirectory(tree)

        then:
        ask() == GitState.Checkout.NONE

        when: 'other files'
        Files.writeString(tree.resolve('a'), '1')

        then:
        ask().occupied()

        when: 'a repository without a commit'
        git('git init -q -b main .')

        then:
        ask() == new GitState.Checkout(true, false, '', 'main', '', false)

        when: 'a commit and a remote'
        git('git add a && git -c user.name=x -c user.email=x@y commit -qm one && git remote add origin https://example.com/a.git')
        def clean = ask()

        then:
        clean.commit() ==~ /[0-9a-f]{40}/
        clean.branch() == 'main'
        clean.url() == 'https://example.com/a.git'
        !clean.dirty()

        when: 'a changed file and no branch'
        Files.writeString(tree.resolve('a'), '2')
        git('git checkout -q --detach')

        then:
        ask() == new GitState.Checkout(true, false, clean.commit(), '', clean.url(), true)

        when: 'a submodule, and a clone that has not fetched it'
        git('git checkout -q -f main && git init -q part && git -C part -c user.name=x -c user.email=x@y commit -q --allow-empty -m one')
        git('git -c protocol.file.allow=always submodule add -q "$PWD/part" sub && git -c user.name=x -c user.email=x@y commit -qm two')
        def whole = ask()
        git('git clone -q . ../clone')
        def clone = Shells.ask(shell, new GitState("$folder/clone"))

        then:
        !whole.behind() && !whole.dirty()
        clone.behind() && !clone.dirty()

        when: 'a submodule at another commit: what is changed in it is its own affair'
        git('git -C sub -c user.name=x -c user.email=x@y commit -q --allow-empty -m two')

        then:
        ask().behind() && !ask().dirty()

        where:
        shell << Shells.all()
    }

    def 'GitState of a broken repository is a failure'() {
        given:
        Files.writeString(folder.resolve('.git'), 'gitdir: /nowhere')

        when:
        Shells.ask('dash', new GitState(folder.toString()))

        then:
        def failure = thrown(IllegalStateException)
        failure.message.contains('not a git repository')
    }

    def 'GitRemote: #version'() {
        expect:
        new GitRemote('https://example.com/a.git', version).parse(lines) == new GitRemote.Target(commit, branch)

        where:
        version | lines                                                              || commit | branch
        'HEAD'  | ['ref: refs/heads/main\tHEAD', 'aaa\tHEAD']                        || 'aaa'  | 'main'
        'HEAD'  | []                                                                 || ''     | ''
        'main'  | ['aaa\trefs/heads/main']                                           || 'aaa'  | 'main'
        'v1'    | ['bbb\trefs/tags/v1']                                              || 'bbb'  | ''
        'v1'    | ['bbb\trefs/tags/v1', 'ccc\trefs/tags/v1^{}']                      || 'ccc'  | ''
        'both'  | ['aaa\trefs/heads/both', 'bbb\trefs/tags/both']                    || 'aaa'  | 'both'
        'none'  | []                                                                 || ''     | ''
    }

    def 'a name of a branch and a tag is the branch, and is there once it is cloned, by #shell'() {
        given:
        def commit = 'git -c user.name=x -c user.email=x@y commit -q --allow-empty'
        Shells.output('dash', "cd '$folder' && git init -q -b v1 r && cd r && $commit -m one && git tag v1 && $commit -m two")
        def facts = [new GitState("$folder/tree"), new GitRemote("$folder/r", 'v1')]
        def steps = { -> new Body(facts: facts.collectEntries { [it, Shells.ask(shell, it)] }).steps { new Git().repo("$folder/r", "$folder/tree", version: 'v1') } }

        when:
        steps().each { Shells.output(shell, it) }

        then:
        steps() == []
        Shells.ask(shell, facts[0]).branch() == 'v1'

        where:
        shell << Shells.all()
    }

    def 'GitRemote asks a real repository by #shell'() {
        given:
        Shells.output('dash', "cd '$folder' && git init -q -b trunk r && cd r && git -c user.name=x -c user.email=x@y commit -q "
                + '--allow-empty -m one && git -c user.name=x -c user.email=x@y tag -a -m v1 v1')
        def commit = Shells.output('dash', "git -C '$folder/r' rev-parse HEAD").trim()

        expect:
        Shells.ask(shell, new GitRemote("$folder/r")) == new GitRemote.Target(commit, 'trunk')
        Shells.ask(shell, new GitRemote("$folder/r", 'trunk')) == new GitRemote.Target(commit, 'trunk')
        Shells.ask(shell, new GitRemote("$folder/r", 'v1')) == new GitRemote.Target(commit, '')
        !Shells.ask(shell, new GitRemote("$folder/r", 'v2')).present

        where:
        shell << Shells.all()
    }
}
