# The formula for Homebrew: `brew install` takes the archive of a release.
class Coursedir < Formula
  desc "Turn a folder of Markdown lessons into a course on HoopAI / HighLevel"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/coursedir-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@DARWIN_AARCH64@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/coursedir-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@DARWIN_X86_64@"
    end
  end

  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/coursedir-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@LINUX_AARCH64@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/coursedir-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@LINUX_X86_64@"
    end
  end

  def install
    bin.install "coursedir"
    man1.install Dir["man/man1/*.1"]
    bash_completion.install "completions/bash/coursedir"
    zsh_completion.install "completions/zsh/_coursedir"
    fish_completion.install "completions/fish/coursedir.fish"
  end

  test do
    (testpath/"course/01-welcome.md").write "# Welcome\n\nWords.\n"
    assert_match "Welcome", shell_output("#{bin}/coursedir outline course")
  end
end
