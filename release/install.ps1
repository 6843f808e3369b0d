# Installs coursedir from a release: downloads the archive for Windows, verifies its checksum, and puts the program into
# a folder, which it adds to the user's Path. Works in Windows PowerShell 5.1 and later.
#
#   $env:COURSEDIR_INSTALL_DIR   the folder [default: %LOCALAPPDATA%\Programs\coursedir]
#   $env:COURSEDIR_VERSION       another version than the one below
#   $env:COURSEDIR_DOWNLOADS     the address of another place with the files of the release
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

function Install-Coursedir {
    $version = if ($env:COURSEDIR_VERSION) { $env:COURSEDIR_VERSION } else { '@VERSION@' }
    $downloads = if ($env:COURSEDIR_DOWNLOADS) { $env:COURSEDIR_DOWNLOADS } else { "@REPOSITORY@/releases/download/v$version" }
    $folder = if ($env:COURSEDIR_INSTALL_DIR) { $env:COURSEDIR_INSTALL_DIR } else { Join-Path $env:LOCALAPPDATA 'Programs\coursedir' }

    # Windows for ARM runs programs for x86-64.
    $name = "coursedir-$version-x86_64-pc-windows-msvc"
    $work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory -Path $work | Out-Null
    try {
        foreach ($file in 'SHA256SUMS', "$name.zip") {
            Invoke-WebRequest -UseBasicParsing -Uri "$downloads/$file" -OutFile (Join-Path $work $file)
        }
        $line = Get-Content (Join-Path $work 'SHA256SUMS') | Where-Object { $_ -match "^[0-9a-f]{64} [ *]$([regex]::Escape($name))\.zip$" }
        if (-not $line) { throw "SHA256SUMS does not name $name.zip" }
        $found = (Get-FileHash -Algorithm SHA256 (Join-Path $work "$name.zip")).Hash
        if ($found -ne $line.Substring(0, 64)) { throw "the checksum of $name.zip is wrong: nothing was installed" }

        Expand-Archive -Path (Join-Path $work "$name.zip") -DestinationPath $work
        New-Item -ItemType Directory -Force -Path $folder | Out-Null
        $program = Join-Path $folder 'coursedir.exe'
        Copy-Item -Force -Path (Join-Path $work "$name\coursedir.exe") -Destination $program
    } finally {
        Remove-Item -Recurse -Force $work
    }

    $paths = @([Environment]::GetEnvironmentVariable('Path', 'User') -split ';' | Where-Object { $_ })
    if ($paths -notcontains $folder) {
        [Environment]::SetEnvironmentVariable('Path', (($paths + $folder) -join ';'), 'User')
        Write-Output "added $folder to your Path: open a new terminal"
    }
    Write-Output "installed $(& $program --version) as $program"
}

Install-Coursedir
