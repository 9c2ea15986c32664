# The game under its guard, started again whenever the guard itself is gone.
# Windows PowerShell 5.1 or later. The task in quanmin-kiosk.xml runs this when the kiosk's user logs in.
param([string]$Folder = 'C:\QuanminChuangguan')

$ErrorActionPreference = 'Stop'
Set-Location $Folder
$built = Join-Path $Folder 'quanmin-chuangguan.exe'
$python = Join-Path $Folder '.venv\Scripts\python.exe'

while ($true) {
    # A program without a console would not be waited for by `&`; Start-Process -Wait would wait for its children as well.
    if (Test-Path $built) {
        $game = Start-Process $built -ArgumentList 'kiosk' -PassThru -WindowStyle Hidden
    } else {
        $game = Start-Process $python -ArgumentList 'main.py', 'kiosk' -PassThru -WindowStyle Hidden
    }
    $null = $game.Handle  # without it Windows PowerShell forgets the exit code
    $game.WaitForExit()
    switch ($game.ExitCode) {
        0 { shutdown.exe /l; exit 0 }                 # staff ended it: to the sign-in screen, no desktop between
        11 { Restart-Computer -Force; exit 0 }        # staff want the machine started again
        3 { Start-Sleep -Seconds 5 }                  # another guard runs
        default { Start-Sleep -Milliseconds 200 }
    }
}
